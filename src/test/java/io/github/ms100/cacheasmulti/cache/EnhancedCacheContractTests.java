package io.github.ms100.cacheasmulti.cache;

import static io.github.ms100.cacheasmulti.cache.CacheContents.causeFor;
import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.read;
import static io.github.ms100.cacheasmulti.cache.CacheContents.takesNull;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;

/**
 * The contract of {@link EnhancedCache} (B1): a batch equals the loop of single calls.
 *
 * <p>Two caches of one kind get the same entries; one is then used in batches, the other key by key, and both must
 * give the same answers and end with the same entries. Keys are {@code Integer}s; values are {@code String}s that begin
 * with {@code "<key>@"} (a cache that loads must load such values too) or an {@code ArrayList}.
 */
public abstract class EnhancedCacheContractTests {

    private Cache looped;

    private Cache source;

    private EnhancedCache cache;

    /** Creates the user's own cache: empty, and sharing nothing with any other. */
    protected abstract Cache newSource();

    /** Returns the batch form of the given cache. */
    protected abstract EnhancedCache enhance(Cache source);

    @BeforeEach
    void createCaches() {
        looped = newSource();
        source = newSource();
        cache = enhance(source);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void multiGetFindsWhatSingleGetsFind(int size) {
        putInBoth(entries(size));

        Map<Object, ValueWrapper> hits = cache.multiGet(keys(2 * size));

        assertThat(values(hits)).isEqualTo(contents(looped, keys(2 * size)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void whatTheEngineReadsIsWhatSingleGetsFind(int size) {
        putInBoth(entries(size));
        if (takesNull(source, cache)) {
            putInBoth(Collections.singletonMap(size, null));
        }

        assertThat(read(cache, keys(2 * size + 1))).isEqualTo(contents(looped, keys(2 * size + 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void multiPutStoresWhatSinglePutsStore(int size) {
        putInBoth(Map.of(0, "0@old", size + 1, "other"));

        cache.multiPut(entries(size));
        entries(size).forEach(looped::put);

        assertSameContents(keys(size + 2));
        assertThat(contents(cache, keys(size + 2))).isEqualTo(contents(looped, keys(size + 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void multiEvictRemovesWhatSingleEvictsRemove(int size) {
        putInBoth(entries(size + 2));

        cache.multiEvict(keys(size));
        keys(size).forEach(looped::evict);

        assertSameContents(keys(size + 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void multiEvictIfPresentRemovesWhatSingleCallsRemove(int size) {
        putInBoth(entries(size + 2));

        cache.multiEvictIfPresent(keys(size));
        keys(size).forEach(looped::evictIfPresent);

        assertSameContents(keys(size + 2));
    }

    @Test
    void keysThatAreNotCachedMayBeEvicted() {
        putInBoth(entries(2));

        cache.multiEvict(List.of(1, 7, 8));
        cache.multiEvictIfPresent(List.of(1, 7, 8));
        looped.evict(1);

        assertSameContents(keys(9));
    }

    @Test
    void duplicateKeysAreOneKey() {
        putInBoth(entries(3));

        assertThat(values(cache.multiGet(List.of(1, 9, 1, 2, 9, 1)))).isEqualTo(contents(looped, List.of(1, 9, 2)));

        cache.multiEvict(List.of(1, 1, 2, 1));
        cache.multiEvictIfPresent(List.of(1, 1, 2, 1));
        looped.evict(1);
        looped.evict(2);

        assertSameContents(keys(3));
    }

    @Test
    void cachedNullIsAHitHoldingNullOrIsRefusedAsThePutRefusesIt() {
        Throwable refusal = catchThrowable(() -> looped.put(1, null));

        Throwable batchRefusal = catchThrowable(() -> cache.multiPut(Collections.singletonMap(1, null)));

        if (refusal == null) {
            assertThat(batchRefusal).isNull();
            assertThat(cache.multiGet(List.of(1))).containsKey(1);
            assertThat(cache.multiGet(List.of(1)).get(1).get()).isNull();
            assertThat(cache.multiGet(List.of(1)).entrySet())
                    .allSatisfy(hit -> assertThat(hit.getValue().get()).isNull());
        } else {
            assertThat(causeFor(1, batchRefusal)).hasSameClassAs(refusal);
        }
        assertSameContents(keys(3));
    }

    @Test
    void oneNullAmongOthersIsTreatedAsThePutTreatsIt() {
        Map<Object, Object> withNull = new LinkedHashMap<>(entries(3));
        withNull.put(1, null);
        Throwable refusal = catchThrowable(() -> looped.put(1, null));

        Throwable batchRefusal = catchThrowable(() -> cache.multiPut(withNull));

        if (refusal == null) {
            assertThat(batchRefusal).isNull();
        } else {
            assertThat(causeFor(1, batchRefusal)).hasSameClassAs(refusal);
        }
        if (refusal == null || batchRefusal instanceof PartialBatchException) {
            looped.put(0, withNull.get(0));
            looped.put(2, withNull.get(2));
            assertSameContents(keys(3));
        }
        assertSameContents(List.of(1));
    }

    @Test
    void emptyBatchChangesNothing() {
        putInBoth(entries(2));

        cache.multiPut(Map.of());
        cache.multiEvict(List.of());
        cache.multiEvictIfPresent(Set.of());

        assertThat(cache.multiGet(Set.of())).isEmpty();
        assertSameContents(keys(2));
    }

    @Test
    void argumentsAreNeitherKeptNorChanged() {
        Map<Object, Object> map = new LinkedHashMap<>(entries(3));
        List<Object> read = new ArrayList<>(List.of(2, 0, 2));
        List<Object> evicted = new ArrayList<>(List.of(1, 1));

        cache.multiPut(map);
        Map<Object, ValueWrapper> hits = cache.multiGet(read);
        cache.multiEvict(evicted);

        assertThat(map).isEqualTo(entries(3));
        assertThat(read).containsExactly(2, 0, 2);
        assertThat(evicted).containsExactly(1, 1);

        map.clear();
        read.clear();
        evicted.clear();
        looped.put(0, entries(3).get(0));
        looped.put(2, entries(3).get(2));
        assertThat(values(hits)).isEqualTo(contents(looped, List.of(2, 0)));
        assertSameContents(keys(3));
    }

    @Test
    void immutableArgumentsThatRefuseNullAreAccepted() {
        cache.multiPut(Map.of(1, "1@a", 2, "2@b", 3, "3@c"));
        cache.multiEvict(Set.of(1));
        cache.multiEvictIfPresent(List.of(2));
        looped.put(3, "3@c");

        assertThat(values(cache.multiGet(Set.of(1, 2, 3)))).isEqualTo(contents(looped, List.of(1, 2, 3)));
    }

    @Test
    void resultIsAConsistentMapThatLaterChangesDoNotReach() {
        putInBoth(entries(4));

        Map<Object, ValueWrapper> hits = cache.multiGet(keys(4));
        cache.multiPut(Map.of(0, "0@new"));
        cache.multiEvict(List.of(1));

        assertThat(hits).hasSize(4).containsOnlyKeys(keys(4).toArray());
        assertThat(hits.entrySet()).allSatisfy(hit -> {
            assertThat(hit.getValue().get()).isEqualTo(looped.get(hit.getKey()).get());
            assertThat(hits.get(hit.getKey()).get()).isEqualTo(hit.getValue().get());
        });
        assertThat(hits.values()).hasSize(4).doesNotContainNull();
        assertThat(hits.get(77)).isNull();
        assertThat(hits.containsKey(77)).isFalse();
    }

    @Test
    void valuesAreSharedOrCopiedAsSingleCallsDo() {
        List<String> shared = new ArrayList<>(List.of("before"));
        List<String> loopedShared = new ArrayList<>(List.of("before"));

        cache.multiPut(Map.of(1, shared));
        looped.put(1, loopedShared);
        shared.add("after");
        loopedShared.add("after");

        assertThat(values(cache.multiGet(List.of(1)))).isEqualTo(contents(looped, List.of(1)));
        boolean same = cache.multiGet(List.of(1)).get(1).get() == shared;
        assertThat(same).isEqualTo(looped.get(1).get() == loopedShared);
    }

    @Test
    void singleKeyMethodsAreThoseOfTheSource() {
        cache.put(1, "1@a");
        looped.put(1, "1@a");

        assertThat(cache.getName()).isEqualTo(source.getName());
        assertThat(cache.getNativeCache()).isSameAs(source.getNativeCache());
        assertThat(cache.get(1, String.class)).isEqualTo(looped.get(1, String.class));
        assertThat(cache.get(1, () -> "1@unused")).isEqualTo(looped.get(1, () -> "1@unused"));
        assertThat(cache.putIfAbsent(1, "1@b").get())
                .isEqualTo(looped.putIfAbsent(1, "1@b").get());
        assertThat(cache.evictIfPresent(1)).isEqualTo(looped.evictIfPresent(1));
        assertSameContents(List.of(1));
    }

    @Tag("slow")
    @Test
    void eightThreadsSeeOnlyValuesOfTheirKeys() throws Exception {
        EightThreads.run(thread -> IntStream.range(0, 100).forEach(round -> useInBatches(thread + round % 5)));

        cache.multiPut(entries(20));
        entries(20).forEach(looped::put);
        assertThat(values(cache.multiGet(keys(20)))).hasSize(20).isEqualTo(contents(looped, keys(20)));
    }

    private void useInBatches(int offset) {
        Map<Object, Object> written = new LinkedHashMap<>();
        IntStream.range(offset, offset + 10).forEach(key -> written.put(key, key + "@" + Thread.currentThread()));

        cache.multiPut(written);
        values(cache.multiGet(keys(20)))
                .forEach((key, value) -> assertThat((String) value).startsWith(key + "@"));
        cache.multiEvict(List.of(offset, offset + 3));
    }

    private void assertSameContents(Collection<?> keys) {
        assertThat(contents(source, keys)).isEqualTo(contents(looped, keys));
    }

    private void putInBoth(Map<?, ?> entries) {
        entries.forEach(looped::put);
        entries.forEach(source::put);
    }
}
