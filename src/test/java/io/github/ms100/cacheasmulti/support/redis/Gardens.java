package io.github.ms100.cacheasmulti.support.redis;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.annotations.SortComparator;
import org.hibernate.annotations.SortNatural;

/** Entities. Public, for Hibernate makes the comparator. */
public final class Gardens {

    private Gardens() {}

    @Entity(name = "Garden")
    static class Garden {

        @Id
        private Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        private Gardener gardener;

        @ElementCollection
        @OrderColumn
        private List<String> plants = new ArrayList<>();

        @ElementCollection
        private Set<String> tags = new HashSet<>();

        @ElementCollection
        private Map<Long, String> yields = new HashMap<>();

        @ElementCollection
        @SortNatural
        private SortedSet<Long> numbers = new TreeSet<>();

        @ElementCollection
        @SortNatural
        private SortedMap<Integer, String> years = new TreeMap<>();

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public Gardener getGardener() {
            return gardener;
        }

        public void setGardener(Gardener gardener) {
            this.gardener = gardener;
        }

        public List<String> getPlants() {
            return plants;
        }

        public void setPlants(List<String> plants) {
            this.plants = plants;
        }

        public Set<String> getTags() {
            return tags;
        }

        public void setTags(Set<String> tags) {
            this.tags = tags;
        }

        public Map<Long, String> getYields() {
            return yields;
        }

        public void setYields(Map<Long, String> yields) {
            this.yields = yields;
        }

        public SortedSet<Long> getNumbers() {
            return numbers;
        }

        public void setNumbers(SortedSet<Long> numbers) {
            this.numbers = numbers;
        }

        public SortedMap<Integer, String> getYears() {
            return years;
        }

        public void setYears(SortedMap<Integer, String> years) {
            this.years = years;
        }
    }

    @Entity(name = "Gardener")
    static class Gardener {

        @Id
        private Long id;

        private String name;

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Bed")
    static class Bed {

        @Id
        private Long id;

        @ElementCollection
        @SortComparator(Longest.class)
        private SortedSet<String> herbs = new TreeSet<>();

        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        public SortedSet<String> getHerbs() {
            return herbs;
        }

        public void setHerbs(SortedSet<String> herbs) {
            this.herbs = herbs;
        }
    }

    public static class Longest implements java.util.Comparator<String> {

        @Override
        public int compare(String left, String right) {
            return right.compareTo(left);
        }
    }
}
