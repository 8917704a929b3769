package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code multiEvict} and {@code multiEvictIfPresent} must do. */
abstract class EvictContract extends PutContract {

    @Test
    @DisplayName("B1 multiEvict: what it evicted is not found by get")
    void whatMultiEvictEvictedIsNotFoundByGet() {
        forEachSize(size -> {
            putInBoth(entries(size));

            multiEvict(keys(size));
            keys(size).forEach(looped::evict);

            assertSameContents(
                    "multiEvict must evict all of %d keys before it returns: check how a batch is split"
                            .formatted(size),
                    keys(size));
        });
    }

    @Test
    @DisplayName("B1 multiEvict: leaves other entries alone")
    void multiEvictLeavesOtherEntriesAlone() {
        putInBoth(entries(4));

        multiEvict(mutableListOf(key(1)));

        List<Object> others = List.of(key(0), key(2), key(3));
        assertSameContents("multiEvict must leave entries alone whose keys are not in the batch", others);
    }

    @Test
    @DisplayName("B1 multiEvict: keys need not be cached")
    void keysToEvictNeedNotBeCached() {
        putInBoth(entries(2));

        multiEvict(mutableListOf(key(20), key(1), key(21)));
        looped.evict(key(1));

        assertSameContents("multiEvict must pass over keys that are not cached, and evict the others", List.of(key(1)));
    }

    @Test
    @DisplayName("B1 multiEvict: a key that repeats is one key")
    void keyToEvictThatRepeatsIsOneKey() {
        putInBoth(entries(3));

        String demand = "multiEvict must ignore duplicates among its keys";
        List<Object> keys = mutableListOf(key(1), key(2), key(1), key(2));
        must(demand, () -> batch.multiEvict(keys));
        keys.forEach(looped::evict);

        assertSameContents(demand, keys);
    }

    @Test
    @DisplayName("B1 multiEvict: no keys, no change, no call of the store")
    void noKeysNothingEvicted() {
        putInBoth(entries(2));

        assertNoCallToStore("multiEvict", () -> batch.multiEvict(new ArrayList<>()));
        assertNoCallToStore("multiEvictIfPresent", () -> batch.multiEvictIfPresent(new ArrayList<>()));
        assertSameContents("multiEvict must not take an empty batch for all keys", keys(2));
    }

    @Test
    @DisplayName("B1 multiEvict: keys come in any Collection")
    void keysToEvictComeInAnyCollection() {
        for (Collection<Object> keys : List.of(
                new HashSet<>(keys(3)), new ArrayDeque<>(keys(3)), entries(3).keySet())) {
            createCaches();
            putInBoth(entries(3));

            String demand = "multiEvict must take any Collection of keys, here a "
                    + keys.getClass().getName();
            must(demand, () -> batch.multiEvict(keys));
            keys(3).forEach(looped::evict);

            assertSameContents(demand, keys(3));
        }
    }

    @Test
    @DisplayName("B1 multiEvict: keys come in immutable collections that refuse null")
    void keysToEvictComeInImmutableCollections() {
        putInBoth(entries(2));

        String demand =
                "multiEvict must not look for null in its keys: contains(null) of an immutable collection throws";
        must(demand, () -> batch.multiEvict(List.of(key(0))));
        must(demand, () -> batch.multiEvict(Set.of(key(1))));
        keys(2).forEach(looped::evict);

        assertSameContents(demand, keys(2));
    }

    @Test
    @DisplayName("B1 multiEvict: the caller's keys stay as they are")
    void callersKeysToEvictStayAsTheyAre() {
        List<Object> keys = mutableListOf(key(2), key(0), key(1));

        multiEvict(keys);

        assertThat(keys)
                .as("multiEvict must not change the collection it is given: work on a copy")
                .isEqualTo(List.of(key(2), key(0), key(1)));
    }

    @Test
    @DisplayName("B1, S20 multiEvictIfPresent: evicts what evictIfPresent evicts, and nothing else")
    void multiEvictIfPresentEvictsAtOnce() {
        forEachSize(size -> {
            putInBoth(entries(size + 2));
            List<Object> keys = keys(size);
            keys.add(key(0));
            keys.add(key(size + 20));

            must("multiEvictIfPresent must evict " + keys, () -> batch.multiEvictIfPresent(keys));
            keys.forEach(looped::evictIfPresent);

            assertSameContents(
                    "multiEvictIfPresent must evict its keys before it returns, and no others", keys(size + 2));
        });
    }

    final void multiEvict(Collection<Object> keys) {
        must("multiEvict must evict " + keys, () -> batch.multiEvict(keys));
    }
}
