package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

@DisplayName("S27 what an error handler changes is a change, though a load is being stored")
class ErrorHandlerChangeTests {

    private final ChangeFeed feed = StoreIdentities.feed();

    @Test
    void handlerThatEvictsTheKeysItIsToldOf() {
        UnreliableCache cache = new UnreliableCache("cars");
        try (CachingContext context = CachingContext.with(new Evicting(), Cars.class, cache);
                RunningLoad other = feed.loads().begin()) {
            cache.failWith(new IllegalStateException("down"));

            context.bean(Cars.class).find(List.of(1));

            assertThat(other.changed(feed.entriesOf(cache), new Object[] {1})).containsExactly(0);
        }
    }

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti Collection<Integer> ids) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car" + id));
        }
    }

    /** Evicts as a method with {@code @CacheEvict} would. */
    private final class Evicting extends SimpleCacheErrorHandler {

        @Override
        public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {}

        @Override
        public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {}

        @Override
        public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
            feed.announceKey(cache, key, true).run();
        }
    }
}
