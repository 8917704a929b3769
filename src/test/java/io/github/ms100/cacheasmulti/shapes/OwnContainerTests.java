package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;

@DisplayName("S3 parameters of a collection type of the user's own")
class OwnContainerTests {

    private final RecordingCache cache = new RecordingCache("cars");

    private final CachingContext context = CachingContext.with(Cars.class, cache);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S3, S5 a loader may change a container whose copy constructor keeps what it is given")
    void copyConstructorThatKeepsItsArgument() {
        Map<Integer, String> found = cars.findAndOverwrite(new Wrapper(List.of(1, 2, 3)));

        assertThat(found).containsExactly(entry(1, "v1"), entry(2, "v2"), entry(3, "v3"));
        assertThat(cache.getNativeCache()).containsOnly(entry(1, "v1"), entry(2, "v2"), entry(3, "v3"));
    }

    @Test
    @DisplayName("S5 a positional result follows the order of a list that sorts itself")
    void listThatSortsItself() {
        Sorted ids = new Sorted();
        ids.add(3);
        ids.add(1);

        assertThat(cars.findSorted(ids)).containsExactly("v3", "v1");
        assertThat(cache.getNativeCache()).containsOnly(entry(1, "v1"), entry(3, "v3"));
    }

    static class Cars {

        @Cacheable("cars")
        public List<String> findSorted(@CacheAsMulti Sorted ids) {
            return ids.stream().map(id -> "v" + id).toList();
        }

        @Cacheable("cars")
        public Map<Integer, String> findAndOverwrite(@CacheAsMulti Wrapper ids) {
            Map<Integer, String> found = new HashMap<>();
            ids.forEach(id -> found.put(id, "v" + id));
            ids.replaceAll(id -> 99);
            return found;
        }
    }

    static class Sorted extends ArrayList<Integer> {

        public Sorted() {}

        @Override
        public boolean addAll(Collection<? extends Integer> ids) {
            boolean changed = super.addAll(ids);
            sort(null);
            return changed;
        }
    }

    static class Wrapper extends AbstractList<Integer> {

        private final List<Integer> kept;

        public Wrapper(Collection<Integer> ids) {
            this.kept = ids instanceof List<Integer> list ? list : new ArrayList<>(ids);
        }

        @Override
        public Integer get(int index) {
            return kept.get(index);
        }

        @Override
        public Integer set(int index, Integer id) {
            return kept.set(index, id);
        }

        @Override
        public int size() {
            return kept.size();
        }
    }
}
