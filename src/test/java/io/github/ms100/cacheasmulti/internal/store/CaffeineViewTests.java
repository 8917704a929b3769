package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.RETURNS_DEFAULTS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.caffeine.CaffeineCache;

/** What is special about batches on Caffeine (B1). */
class CaffeineViewTests {

    @Test
    @DisplayName("B1 statistics equal those of single gets")
    void statisticsEqualThoseOfSingleGets() {
        CaffeineCache batched = recording();
        CaffeineCache looped = recording();
        Map.of(1, "a", 2, "b").forEach(batched::put);
        Map.of(1, "a", 2, "b").forEach(looped::put);

        ViewCaches.of(new CaffeineView(batched)).multiGet(List.of(1, 2, 3, 4, 5));
        List.of(1, 2, 3, 4, 5).forEach(looped::get);

        assertThat(batched.getNativeCache().stats())
                .isEqualTo(looped.getNativeCache().stats());
        assertThat(batched.getNativeCache().stats().hitCount()).isEqualTo(2);
        assertThat(batched.getNativeCache().stats().missCount()).isEqualTo(3);
    }

    @Test
    @DisplayName("B1 nobody can change the keys of a batch that he is given")
    @SuppressWarnings("unchecked")
    void keysStayTheCallers() {
        List<Iterable<Object>> given = new ArrayList<>();
        LoadingCache<Object, Object> loading = mock(LoadingCache.class, call -> {
            if (call.getArguments().length == 1 && call.getArgument(0) instanceof Iterable<?> keys) {
                given.add((Iterable<Object>) keys);
            }
            return RETURNS_DEFAULTS.answer(call);
        });
        CaffeineView view = new CaffeineView(new CaffeineCache("cars", loading));
        Object[] keys = {2, 1};

        view.evict(keys);
        view.read(keys, new Object[2]);

        assertThat(given).hasSize(2);
        for (Iterable<Object> each : given) {
            assertThatThrownBy(() -> ((List<Object>) each).set(0, 9)).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(keys).containsExactly(2, 1);
    }

    @Test
    @DisplayName("B1 a batch write starts the time to live of each entry, a batch read the time to idle")
    void entriesExpireAsAfterSingleCalls() {
        AtomicLong now = new AtomicLong();
        Ticker ticker = now::get;
        CaffeineCache idle = new CaffeineCache(
                "idle",
                Caffeine.newBuilder()
                        .expireAfterAccess(Duration.ofNanos(10))
                        .ticker(ticker)
                        .build());
        EnhancedCache batch = ViewCaches.of(new CaffeineView(idle));

        batch.multiPut(Map.of(1, "a", 2, "b"));
        now.addAndGet(8);
        batch.multiGet(List.of(1));
        now.addAndGet(8);

        assertThat(batch.multiGet(List.of(1, 2))).containsOnlyKeys(1);
    }

    @Test
    void loadingCacheLoadsTheMissesOfABatchTogether() {
        List<Set<?>> loads = new ArrayList<>();
        CaffeineCache loading =
                new CaffeineCache("loading", Caffeine.newBuilder().build(CacheLoader.bulk(keys -> {
                    loads.add(keys);
                    return Map.of(2, "loaded");
                })));
        loading.put(1, "a");

        Map<Object, ?> hits = ViewCaches.of(new CaffeineView(loading)).multiGet(List.of(1, 2, 3));

        assertThat(hits).containsOnlyKeys(1, 2);
        assertThat(loads).singleElement().isEqualTo(Set.of(2, 3));
    }

    @Test
    @DisplayName("S23 a key whose load fails is named alone")
    void failedLoadIsNamedAlone() {
        RuntimeException broken = new IllegalStateException("broken");
        CaffeineCache loading =
                new CaffeineCache("loading", Caffeine.newBuilder().build(key -> {
                    if (key.equals(2)) {
                        throw broken;
                    }
                    return key + "@loaded";
                }));

        PartialBatchException failure =
                catchThrowableOfType(PartialBatchException.class, () -> ViewCaches.of(new CaffeineView(loading))
                        .multiGet(List.of(1, 2, 3)));

        assertThat(failure.getFailures()).isEqualTo(Map.of(2, broken));
        assertThat(failure.getHits()).containsOnlyKeys(1, 3);
    }

    @Test
    void valueThatIsStillBeingComputedIsAMissAsForASingleGet() {
        AsyncCache<Object, Object> async = Caffeine.newBuilder().buildAsync();
        CaffeineCache computing = new CaffeineCache("async", async, true);
        async.put(1, new CompletableFuture<>());
        async.put(2, CompletableFuture.completedFuture("b"));

        Map<Object, ?> hits = ViewCaches.of(new CaffeineView(computing)).multiGet(List.of(1, 2));

        assertThat(computing.get(1)).isNull();
        assertThat(hits).containsOnlyKeys(2);
    }

    @Test
    @DisplayName("B1 an empty batch does not touch the store")
    void emptyBatchTouchesNothing() {
        com.github.benmanes.caffeine.cache.Cache<Object, Object> store = mock();
        EnhancedCache batch = ViewCaches.of(new CaffeineView(new CaffeineCache("mocked", store)));

        batch.multiGet(List.of());
        batch.multiPut(Map.of());
        batch.multiEvict(List.of());
        batch.multiEvictIfPresent(List.of());

        verifyNoInteractions(store);
    }

    private static CaffeineCache recording() {
        return new CaffeineCache(
                "recording", Caffeine.newBuilder().recordStats().build());
    }
}
