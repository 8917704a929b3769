package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;

/**
 * The contract of {@link EnhancedCache}, for authors of stores: a batch equals the loop of single calls.
 *
 * <p>Extend it and write two methods, {@code newCache()} and {@code batchFormOf(Cache)}. What a store can do by itself, or
 * cannot, is said by methods that may be overridden: {@code takesNull()}, {@code loads()}, {@code byValue()}; none of them
 * leaves a test out. More is compared where {@code settingsOf}, {@code statisticsOf} and {@code callsToStore} tell it. Keys
 * and values are {@code Integer}s and {@code String}s, unless {@code key} and {@code value} say otherwise.
 *
 * <pre>{@code
 * class GridCacheTests extends EnhancedCacheContract {
 *
 *     protected Cache newCache() {
 *         return new GridCache("cars", new Grid());
 *     }
 *
 *     protected EnhancedCache batchFormOf(Cache cache) {
 *         return new GridCacheConverter().convert((GridCache) cache);
 *     }
 * }
 * }</pre>
 *
 * <p>Two caches get the same entries, of which one is used in batches and the other key by key; what is in them is looked at
 * by single calls. The names of the tests begin with the rules they are about, in {@code docs/semantics.md}.
 *
 * @since 2.0.0
 * @see PartialFailureContract
 */
public abstract class EnhancedCacheContract extends EvictContract {

    @Test
    @DisplayName("B1 name and native cache of the batch form are those of the cache")
    void nameAndNativeCacheAreThoseOfTheCache() {
        assertThat(batch.getName())
                .as("getName must return the name of the cache")
                .isEqualTo(source.getName());
        assertThat(batch.getNativeCache())
                .as("getNativeCache must return the native cache of the cache itself")
                .isSameAs(source.getNativeCache());
    }

    @Test
    @DisplayName("B1 single reads of the batch form are those of the cache")
    void singleReadsAreThoseOfTheCache() {
        putInBoth(entries(1));

        for (Object key : List.of(key(0), key(12))) {
            assertThat(contents(batch, List.of(key)))
                    .as("get(key) must answer as that of the cache")
                    .isEqualTo(contents(looped, List.of(key)));
            assertThat(batch.get(key, Object.class))
                    .as("get(key, type) must answer as that of the cache")
                    .isEqualTo(looped.get(key, Object.class));
            assertThat(batch.get(key, () -> value(99, "loaded")))
                    .as("get(key, loader) must answer as that of the cache")
                    .isEqualTo(looped.get(key, () -> value(99, "loaded")));
        }
        assertSameContents("get(key, loader) must store what it loaded as that of the cache does", List.of(key(12)));
    }

    @Test
    @DisplayName("B1 retrieve of the batch form is that of the cache")
    void retrieveIsThatOfTheCache() {
        putInBoth(entries(1));

        assertThat(retrieved(batch))
                .as("retrieve must answer as that of the cache, or throw what it throws: hand it on")
                .isEqualTo(retrieved(looped));
    }

    @Test
    @DisplayName("B1 single writes of the batch form are those of the cache")
    void singleWritesAreThoseOfTheCache() {
        for (Cache cache : List.of(batch, looped)) {
            entries(4).forEach(cache::put);
            cache.evict(key(0));
            cache.putIfAbsent(key(1), value(1, "absent"));
            cache.putIfAbsent(key(5), value(5, "absent"));
        }
        boolean evicted = batch.evictIfPresent(key(2));

        assertThat(evicted)
                .as("evictIfPresent must answer as that of the cache")
                .isEqualTo(looped.evictIfPresent(key(2)));
        assertSameContents("put, putIfAbsent, evict and evictIfPresent must reach the cache itself", keys(6));
    }

    @Test
    @DisplayName("B1 clear and invalidate of the batch form clear the cache")
    void clearAndInvalidateClearTheCache() {
        putInBoth(entries(2));
        batch.clear();
        looped.clear();
        assertSameContents("clear must clear the cache itself", keys(2));

        putInBoth(entries(2));
        batch.invalidate();
        looped.invalidate();
        assertSameContents("invalidate must clear the cache itself", keys(2));
    }

    @Test
    @DisplayName("B1 batches are counted as single calls are")
    void batchesAreCountedAsSingleCallsAre() {
        must("multiPut must store", () -> batch.multiPut(entries(3)));
        must("multiGet must answer", () -> batch.multiGet(keys(5)));
        multiEvict(keys(2));
        entries(3).forEach(looped::put);
        keys(5).forEach(looped::get);
        keys(2).forEach(looped::evict);

        assertThat(statisticsOf(source))
                .as("a batch must count in the statistics what its single calls would")
                .isEqualTo(statisticsOf(looped));
    }

    @Test
    @DisplayName("B1 a batch is not a call of the store for each key")
    void batchIsNoCallForEachKey() {
        OptionalLong before = callsToStore(source);

        must("multiPut must store", () -> batch.multiPut(entries(100)));
        must("multiGet must answer", () -> batch.multiGet(keys(100)));
        multiEvict(keys(100));

        long calls = callsToStore(source).orElse(0) - before.orElse(0);
        assertThat(calls)
                .as(
                        "multiPut, multiGet and multiEvict must hand many keys to the store at once: these were 100 keys each")
                .isLessThan(100);
    }

    @Test
    @DisplayName("B1 eight threads at once see only values of their keys")
    void threadsSeeOnlyValuesOfTheirKeys() throws Exception {
        Map<Object, Set<@Nullable Object>> possible = possibleValues();

        EightThreads.run(thread -> {
            for (int round = 0; round < 100; round++) {
                useInBatches(thread + round % 5, possible);
            }
        });
    }

    private void useInBatches(int offset, Map<Object, Set<@Nullable Object>> possible) {
        Map<Object, @Nullable Object> written = new LinkedHashMap<>();
        for (int number = offset; number < offset + 10; number++) {
            written.put(key(number), value(number, offset % 2 == 0 ? "even" : "odd"));
        }

        must("multiPut must store while others use the cache", () -> batch.multiPut(written));
        values(must("multiGet must answer while others use the cache", () -> batch.multiGet(keys(25))))
                .forEach((key, value) -> assertThat(
                                possible.getOrDefault(key, Set.of()).contains(value))
                        .as(
                                "a batch must share nothing with other threads while it works; under %s it found %s",
                                key, value)
                        .isTrue());
        multiEvict(mutableListOf(key(offset), key(offset + 3)));
    }

    /** Returns what a get may find while the threads are at work: nothing, what one of them has put, or what is loaded. */
    private Map<Object, Set<@Nullable Object>> possibleValues() {
        Map<Object, Set<@Nullable Object>> possible = new LinkedHashMap<>();
        for (int number = 0; number < 25; number++) {
            Object key = key(number);
            Set<@Nullable Object> values = new HashSet<>();
            values.add(null);
            for (String version : List.of("even", "odd")) {
                looped.put(key, value(number, version));
                values.addAll(contents(looped, List.of(key)).values());
            }
            looped.evict(key);
            values.addAll(contents(looped, List.of(key)).values());
            possible.put(key, values);
        }
        return possible;
    }

    private @Nullable Object retrieved(Cache cache) {
        @Nullable Object[] found = new Object[1];
        Throwable failure = catchThrowable(() -> {
            var retrieval = cache.retrieve(key(0));
            Object value = (retrieval == null) ? null : retrieval.join();
            found[0] = (value instanceof Cache.ValueWrapper wrapper) ? wrapper.get() : value;
        });
        return (failure == null) ? found[0] : failure.getClass();
    }
}
