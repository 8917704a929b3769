package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.SmallLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S6 of equal elements the first stands for all of which the same is known")
class DistinctElementsTests {

    @Test
    void equalElementsAreOneInFirstSeenOrder() {
        for (List<Integer> all : SmallLists.of(4, Arrays.asList(1, 2, null))) {
            List<Integer> expected = new ArrayList<>(new LinkedHashSet<>(all));

            DistinctElements distinct = DistinctElements.of(all.toArray());

            assertThat(distinct.elements()).containsExactlyElementsOf(expected);
            assertThat(distinct.mayBeEqual()).isFalse();
            assertThat(distinct.firsts()).isNull();
            assertPositions(distinct, all, expected);
        }
    }

    @Test
    void manyElementsOfOneHashCodeAreToldApart() {
        List<String> all = new ArrayList<>(List.of(""));
        for (int length = 0; length < 6; length++) {
            all = all.stream()
                    .flatMap(text -> List.of(text + "Aa", text + "BB").stream())
                    .toList();
        }
        assertThat(all).hasSize(64).allSatisfy(text -> assertThat(text).hasSameHashCodeAs("AaAaAaAaAaAa"));
        List<String> twice = new ArrayList<>(all);
        twice.addAll(all);

        assertThat(DistinctElements.of(all.toArray()).elements()).containsExactlyElementsOf(all);
        assertThat(DistinctElements.of(all.toArray()).positions()).isNull();
        assertThat(DistinctElements.of(twice.toArray()).elements()).containsExactlyElementsOf(all);
        assertPositions(DistinctElements.of(twice.toArray()), twice, all);
    }

    @Test
    void argumentIsNotModified() {
        Object[] all = {1, 1, 2, 1, 3};

        DistinctElements.of(all);

        assertThat(all).containsExactly(1, 1, 2, 1, 3);
    }

    @Test
    void setThatHashesHoldsNoEqualElements() {
        Object[] all = {1, 1};

        assertThat(DistinctElements.of(new HashSet<>(), all).elements()).isSameAs(all);
        assertThat(DistinctElements.of(new LinkedHashSet<>(), all).positions()).isNull();
        assertThat(DistinctElements.of(new HashSet<>(), all).mayBeEqual()).isFalse();
        assertThat(DistinctElements.of(new TreeSet<>(), all).elements()).containsExactly(1);
    }

    @Test
    void elementsMayBeTakenAsTheyAre() {
        Object[] all = {1, 1};

        DistinctElements taken = DistinctElements.asTheyAre(all);

        assertThat(taken.elements()).isSameAs(all);
        assertThat(taken.positions()).isNull();
        assertThat(taken.mayBeEqual()).isTrue();
        assertThat(taken.firsts()).isNull();
    }

    @Test
    void instanceIsTakenOnce() {
        String one = new String("same");
        String other = new String("same");

        DistinctElements instances = DistinctElements.instances(new Object[] {one, other, one});

        assertThat(instances.elements()).hasSize(2).satisfies(elements -> {
            assertThat(elements[0]).isSameAs(one);
            assertThat(elements[1]).isSameAs(other);
        });
        assertThat(instances.positions()).containsExactly(0, 1, 0);
        assertThat(instances.mayBeEqual()).isTrue();
        assertThat(instances.firsts()).isNull();
    }

    @Test
    @DisplayName("S6 equal elements of which something else is known are told apart, and know their first")
    void equalElementsAreToldApart() {
        // A pair is an element and what is known of it.
        List<List<Integer>> pairs = List.of(List.of(1, 1), List.of(1, 2), List.of(2, 1));
        for (List<List<Integer>> all : SmallLists.of(4, pairs)) {
            Object[] elements = all.stream().map(pair -> pair.get(0)).toArray();
            DistinctElements equal = DistinctElements.of(elements);
            if (equal.positions() == null) {
                continue;
            }
            List<List<Integer>> expected = new ArrayList<>(new LinkedHashSet<>(all));
            List<Integer> kinds = expected.stream().map(pair -> pair.get(0)).toList();
            boolean apart = Set.copyOf(kinds).size() < kinds.size();

            DistinctElements told =
                    equal.toldApart(elements, position -> all.get(position).get(1));

            assertThat(told.elements()).containsExactlyElementsOf(kinds);
            assertPositions(told, all, expected);
            assertThat(told.mayBeEqual()).isEqualTo(apart);
            assertThat(told.firsts())
                    .isEqualTo(apart ? kinds.stream().mapToInt(kinds::indexOf).toArray() : null);
        }
    }

    @Test
    @DisplayName("S6 nothing need be known of an element that no other equals")
    void onlyEqualElementsAreLookedInto() {
        Object[] all = {1, 2, 1};
        List<Integer> asked = new ArrayList<>();

        DistinctElements.of(all).toldApart(all, position -> {
            asked.add(position);
            return "";
        });

        assertThat(asked).containsExactly(0, 2);
    }

    private static void assertPositions(DistinctElements distinct, List<?> all, List<?> expected) {
        assertThat(distinct.positions())
                .isEqualTo(
                        expected.size() == all.size()
                                ? null
                                : all.stream().mapToInt(expected::indexOf).toArray());
    }
}
