package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.github.ms100.cacheasmulti.cache.CacheContents;
import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.management.JMException;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.support.NullValue;

/** What is special about batches on JSR-107 providers (B1, B2). */
class JCacheViewTests {

    private final EnhancedCacheConversionService conversion = new EnhancedCacheConversionService(List.of());

    private final Cache<Object, Object> store = mock();

    private final EnhancedCache batch = ViewCaches.of(new JCacheView(new JCacheCache(store)));

    @Test
    @DisplayName("S1 a batch is one getAll, one putAll, one removeAll, and no loadAll")
    void batchIsOneCall() {
        when(store.getAll(Set.of(1, 2, 3))).thenReturn(Map.of(1, "a", 2, NullValue.INSTANCE));

        Map<Object, Object> values = CacheContents.values(batch.multiGet(List.of(1, 2, 3, 1)));
        batch.multiPut(new LinkedHashMap<>(Collections.singletonMap(4, null)));
        batch.multiEvict(List.of(5, 6, 5));
        batch.multiEvictIfPresent(List.of(7));

        assertThat(values).hasSize(2).containsEntry(1, "a").containsEntry(2, null);
        verify(store).getAll(Set.of(1, 2, 3));
        verify(store).putAll(Map.of(4, NullValue.INSTANCE));
        verify(store).removeAll(Set.of(5, 6));
        verify(store).removeAll(Set.of(7));
        verifyNoMoreInteractions(store);
    }

    @Test
    @DisplayName("B1 an empty batch does not touch the store")
    void emptyBatchTouchesNothing() {
        batch.multiGet(List.of());
        batch.multiPut(Map.of());
        batch.multiEvict(List.of());
        batch.multiEvictIfPresent(List.of());

        verifyNoInteractions(store);
    }

    @Test
    @DisplayName("B1 a null in the answer of a provider is a miss")
    void nullInTheAnswerIsAMiss() {
        Map<Object, Object> answer = new LinkedHashMap<>(Map.of(1, "a"));
        answer.put(2, null);
        when(store.getAll(Set.of(1, 2))).thenReturn(answer);

        assertThat(batch.multiGet(List.of(1, 2))).containsOnlyKeys(1);
    }

    @Test
    @DisplayName("B1 a cache that refuses nulls refuses exactly those of a batch")
    void exactlyTheNullsAreRefused() {
        try (JCaches caches = JCaches.ofEhcache()) {
            JCacheCache source = new JCacheCache(caches.create(JCaches.settings()), false);
            Map<Object, Object> entries = new LinkedHashMap<>(Map.of(1, "a", 2, "b", 3, "c"));
            entries.put(2, null);
            entries.put(4, null);

            PartialBatchException failure =
                    catchThrowableOfType(PartialBatchException.class, () -> ViewCaches.of(new JCacheView(source))
                            .multiPut(entries));

            assertThat(failure.getFailures()).containsOnlyKeys(2, 4);
            assertThat(failure.getFailures().values()).hasOnlyElementsOfType(IllegalArgumentException.class);
            assertThat(CacheContents.contents(source, List.of(1, 2, 3, 4))).isEqualTo(Map.of(1, "a", 3, "c"));
        }
    }

    @Test
    @DisplayName("B1 a cached null is still one after serialization")
    void cachedNullSurvivesSerialization() {
        try (JCaches caches = JCaches.ofEhcache()) {
            JCacheCache source = new JCacheCache(caches.create(
                    JCaches.tiers(ResourcePoolsBuilder.newResourcePoolsBuilder().offheap(1, MemoryUnit.MB))));
            EnhancedCache offHeap = ViewCaches.of(new JCacheView(source));

            offHeap.multiPut(Collections.singletonMap(1, null));

            assertThat(source.getNativeCache().get(1)).isSameAs(NullValue.INSTANCE);
            assertThat(offHeap.multiGet(List.of(1))).containsOnlyKeys(1);
            assertThat(offHeap.multiGet(List.of(1)).get(1).get()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B1 store-by-value copies the values of a batch on their way in and out")
    void valuesAreCopied(JCaches.Provider provider) {
        try (JCaches caches = provider.open()) {
            JCacheCache source =
                    new JCacheCache(caches.create(JCaches.settings().setStoreByValue(true)));
            EnhancedCache byValue = ViewCaches.of(new JCacheView(source));
            List<String> written = new ArrayList<>(List.of("a"));

            byValue.multiPut(Map.of(1, written));
            written.add("changed");
            @SuppressWarnings("unchecked")
            List<String> read =
                    (List<String>) byValue.multiGet(List.of(1)).get(1).get();
            read.add("changed too");

            assertThat(source.get(1).get()).isEqualTo(List.of("a"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B1 hits, misses, puts and removals are counted as those of single calls")
    void statisticsEqualThoseOfSingleCalls(JCaches.Provider provider) throws JMException {
        try (JCaches caches = provider.open()) {
            JCacheCache looped =
                    new JCacheCache(caches.create(JCaches.settings().setStatisticsEnabled(true)));
            JCacheCache batched =
                    new JCacheCache(caches.create(JCaches.settings().setStatisticsEnabled(true)));

            useInBatches(ViewCaches.looping(looped));
            useInBatches(ViewCaches.of(new JCacheView(batched)));

            assertThat(JCaches.statistics(batched.getNativeCache()))
                    .isEqualTo(JCaches.statistics(looped.getNativeCache()))
                    .isEqualTo(List.of(3L, 2L, 5L, 3L));
        }
    }

    @Test
    @DisplayName("B1 a batch that does not fit into Ehcache is written and counted once")
    void batchThatDoesNotFitIsWrittenOnce() throws JMException {
        try (JCaches caches = JCaches.ofEhcache()) {
            JCacheCache small = new JCacheCache(caches.create(JCaches.tiers(ResourcePoolsBuilder.heap(10))));

            ViewCaches.of(new JCacheView(small)).multiPut(CacheContents.entries(100));

            assertThat(JCaches.statistics(small.getNativeCache())).element(2).isEqualTo(100L);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B1 a batch creates, updates and accesses entries, which then expire accordingly")
    void entriesExpireAsAfterSingleCalls(JCaches.Provider provider) {
        try (JCaches caches = provider.open()) {
            Set<String> events = ConcurrentHashMap.newKeySet();
            EnhancedCache expiring = ViewCaches.of(new JCacheView(new JCacheCache(
                    caches.create(JCaches.settings().setExpiryPolicyFactory(() -> new RecordingExpiry(events))))));

            expiring.multiPut(Map.of(1, "a", 2, "b"));
            assertThat(events).containsOnly("creation");
            events.clear();
            expiring.multiPut(Map.of(1, "c", 2, "d"));
            assertThat(events).containsOnly("update");
            events.clear();
            expiring.multiGet(List.of(1, 2));
            assertThat(events).containsOnly("access");
        }
    }

    private static void useInBatches(EnhancedCache cache) {
        cache.multiPut(Map.of(1, "a", 2, "b", 3, "c"));
        cache.multiPut(Map.of(3, "d", 4, "e"));
        cache.multiGet(List.of(1, 2, 7, 8, 3));
        cache.multiEvict(List.of(1, 7, 2));
        cache.multiEvictIfPresent(List.of(3, 8, 2));
    }

    @Test
    @DisplayName("B2 exactly JCacheCache goes native")
    void subclassIsLooped() {
        when(store.getName()).thenReturn("cars");

        assertThat(ViewCaches.viewOf(conversion.convert(new JCacheCache(store))))
                .isInstanceOf(JCacheView.class);
        assertThat(ViewCaches.viewOf(conversion.convert(new JCacheCache(store) {})))
                .isNotInstanceOf(JCacheView.class);
    }

    @Test
    @DisplayName("J1 caches that a CacheResolverFactory makes anew for each call are not kept")
    void cachesOfEachCallAreNotKept() {
        try (JCaches caches = JCaches.ofCaffeine()) {
            Cache<Object, Object> shared = caches.create(JCaches.settings());
            List<WeakReference<EnhancedCache>> converted = new ArrayList<>();
            for (int call = 0; call < 100; call++) {
                EnhancedCache ofThisCall = conversion.convert(new JCacheCache(shared));
                ofThisCall.multiPut(Map.of(call, "a"));
                converted.add(new WeakReference<>(ofThisCall));
            }

            await().untilAsserted(() -> {
                System.gc();
                assertThat(converted).allMatch(call -> call.refersTo(null));
            });
            assertThat(conversion.convert(new JCacheCache(shared)).multiGet(CacheContents.keys(100)))
                    .hasSize(100);
        }
    }

    /** Remembers by which events an entry's time to live may change. */
    private record RecordingExpiry(Set<String> events) implements ExpiryPolicy {
        @Override
        public Duration getExpiryForCreation() {
            return record("creation");
        }

        @Override
        public Duration getExpiryForAccess() {
            return record("access");
        }

        @Override
        public Duration getExpiryForUpdate() {
            return record("update");
        }

        private Duration record(String event) {
            events.add(event);
            return Duration.ONE_DAY;
        }
    }
}
