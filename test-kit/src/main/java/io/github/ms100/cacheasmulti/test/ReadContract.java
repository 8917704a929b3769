package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache.ValueWrapper;

/** What {@code multiGet} must do. */
abstract class ReadContract extends ComparedCaches {

    @Test
    @DisplayName("B1 multiGet: what get finds is a hit")
    void whatGetFindsIsAHit() {
        forEachSize(size -> {
            putInBoth(entries(size));

            assertThat(values(multiGet(keys(size))))
                    .as(
                            "multiGet must return an entry for each of %d keys that are cached: check how a batch is"
                                    + " split, and how answers are matched to keys",
                            size)
                    .isEqualTo(contents(looped, keys(size)));
        });
    }

    @Test
    @DisplayName("B1 multiGet: what get does not find is no hit")
    void whatGetDoesNotFindIsNoHit() {
        putInBoth(entries(2));
        List<Object> absent = keys(100).subList(10, 100);
        List<Object> asked = new ArrayList<>(absent);
        asked.add(1, key(1));

        Map<Object, @Nullable Object> found = values(multiGet(asked));
        found.remove(key(1));

        assertThat(found)
                .as("multiGet must leave out what get does not find, not return a wrapper that holds null"
                        + " (and where a get loads, it must load what get loads)")
                .isEqualTo(contents(looped, absent));
        assertThat(found.isEmpty())
                .as("loads() must say whether a get of the keys from 10 on loads any: override it, or mend the cache")
                .isNotEqualTo(loads());
    }

    @Test
    @DisplayName("B1, S11 multiGet: a stored null is a hit that holds null")
    void storedNullIsAHit() {
        if (takesNull()) {
            String demand = "takesNull() must say that a put of null is refused: override it, or mend the cache";
            must(demand, () -> putInBoth(new LinkedHashMap<>(Collections.singletonMap(key(1), null))));
        }

        assertThat(values(multiGet(mutableListOf(key(1)))))
                .as(
                        "multiGet must return a wrapper that holds null for a null that is stored, and none for a key that is not")
                .isEqualTo(contents(looped, List.of(key(1))));
        assertThat(contents(looped, List.of(key(1))).containsValue(null))
                .as("takesNull() must say whether a get finds a null that was put: override it, or mend the cache")
                .isEqualTo(takesNull());
    }

    @Test
    @DisplayName("B1 multiGet: a key that repeats is one key")
    void keyThatRepeatsIsOneKey() {
        putInBoth(entries(3));

        String demand = "multiGet must ignore duplicates among its keys";
        List<Object> keys = mutableListOf(key(1), key(2), key(1), key(2));
        assertThat(values(must(demand, () -> batch.multiGet(keys))))
                .as(demand)
                .isEqualTo(contents(looped, List.of(key(1), key(2))));
    }

    @Test
    @DisplayName("B1 multiGet: equal keys are one key, whichever object they are")
    void equalKeysAreOneKey() {
        putInBoth(new LinkedHashMap<>(Map.of(key(1_000), value(1_000, "a"))));

        ValueWrapper hit = multiGet(mutableListOf(key(1_000))).get(key(1_000));

        assertThat(hit)
                .as("multiGet must return a map in which hits are found by keys that equal those it was given")
                .isNotNull();
    }

    @Test
    @DisplayName("B1 multiGet: no keys, no hits, no call of the store")
    void noKeysNoHits() {
        putInBoth(entries(2));

        assertNoCallToStore("multiGet", () -> assertThat(values(multiGet(new ArrayList<>())))
                .as("multiGet must find nothing for an empty batch")
                .isEmpty());
    }

    @Test
    @DisplayName("B1 multiGet: keys come in any Collection")
    void keysComeInAnyCollection() {
        putInBoth(entries(3));
        Map<Object, @Nullable Object> expected = contents(looped, keys(3));

        for (Collection<Object> keys : List.of(
                new HashSet<>(keys(3)), new ArrayDeque<>(keys(3)), entries(3).keySet())) {
            String demand = "multiGet must take any Collection of keys, here a "
                    + keys.getClass().getName();
            assertThat(values(must(demand, () -> batch.multiGet(keys))))
                    .as(demand)
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("B1 multiGet: keys come in immutable collections that refuse null")
    void keysComeInImmutableCollections() {
        putInBoth(entries(3));

        String demand = "multiGet must not look for null in its keys: contains(null) of an immutable collection throws";
        for (Collection<Object> keys : List.of(List.copyOf(keys(3)), Set.copyOf(keys(3)))) {
            assertThat(values(must(demand, () -> batch.multiGet(keys))))
                    .as(demand)
                    .isEqualTo(contents(looped, keys(3)));
        }
    }

    @Test
    @DisplayName("B1 multiGet: the caller's keys stay as they are")
    void callersKeysStayAsTheyAre() {
        putInBoth(entries(2));
        List<Object> keys = mutableListOf(key(2), key(0), key(1));

        multiGet(keys);

        assertThat(keys)
                .as("multiGet must not change the collection it is given: work on a copy")
                .isEqualTo(List.of(key(2), key(0), key(1)));
    }

    @Test
    @DisplayName("B1 multiGet: the caller's keys are not kept")
    void callersKeysAreNotKept() {
        putInBoth(entries(3));
        List<Object> keys = keys(3);

        Map<Object, ValueWrapper> hits = multiGet(keys);
        keys.clear();

        assertThat(values(hits))
                .as("multiGet must not return a view of the collection it is given: that is the caller's to change")
                .isEqualTo(contents(looped, keys(3)));
    }

    @Test
    @DisplayName("B1 multiGet: later changes do not reach what it returned")
    void laterChangesDoNotReachTheResult() {
        putInBoth(entries(3));
        Map<Object, @Nullable Object> expected = contents(looped, keys(3));

        Map<Object, ValueWrapper> hits = multiGet(keys(3));
        source.put(key(0), value(0, "new"));
        source.evict(key(1));

        assertThat(values(hits))
                .as("multiGet must return what was cached when it was called, not a view of the store")
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("B1 multiGet: its result gives one answer, however it is asked")
    void resultGivesOneAnswer() {
        putInBoth(entries(4));

        Map<Object, ValueWrapper> hits = multiGet(keys(4));

        String demand = "multiGet must return a map whose methods agree with each other: use one of the JDK";
        Map<Object, @Nullable Object> expected = contents(looped, keys(4));
        assertThat(hits.size()).as(demand).isEqualTo(expected.size());
        assertThat(new HashSet<>(hits.keySet())).as(demand).isEqualTo(expected.keySet());
        assertThat(hits.values()).as(demand).hasSize(expected.size());
        expected.forEach((key, value) -> {
            assertThat(hits.containsKey(key)).as(demand).isTrue();
            assertThat(hits.get(key)).as(demand).isNotNull().returns(value, ValueWrapper::get);
        });
        assertThat(hits.containsKey(key(77))).as(demand).isFalse();
        assertThat(hits.get(key(77))).as(demand).isNull();
    }

    @Test
    @DisplayName("B1 multiGet: values are shared or copied as get does that")
    void valuesAreHandedOutAsByGet() {
        Object value = mutableValue();
        source.put(key(1), value);
        assertThat(contents(source, keys(2)).get(key(1)) != value)
                .as("byValue() must say whether a get hands out a copy of what was put: override it, or mend the cache")
                .isEqualTo(byValue());

        assertThat(values(multiGet(keys(2))).get(key(1)) != value)
                .as(
                        "multiGet must hand out a copy of a value if get does (byValue() says %s), and only then",
                        byValue())
                .isEqualTo(byValue());
    }

    private Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        return must("multiGet must answer for " + keys, () -> batch.multiGet(keys));
    }

    final List<Object> mutableListOf(Object... keys) {
        return new ArrayList<>(List.of(keys));
    }
}
