package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.HeldCache;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

@DisplayName("S2 what a load that is running costs the changes that have nothing to do with it")
class UnrelatedChangesTests {

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
    }

    @Test
    @DisplayName("S2 plain methods do not fail while a batch loads, though a cache or a key cannot be identified")
    void unidentifiableCachesAndKeys() throws Exception {
        Cache bare = new Bare();
        try (CachingContext context =
                CachingContext.of(new GivenCaches(bare, new ConcurrentMapCache("keys")), Keys.class)) {
            Keys keys = context.bean(Keys.class);
            Hold hold = keys.hold();
            var load = callers.start(() -> keys.load(List.of(new Key(1))));
            hold.awaitReached();

            keys.putBare(2);
            keys.evictBare(3);
            keys.clearBare();
            keys.evictBareBefore(4);
            keys.evictKeyThatHasNoHashCode(new Unhashable());
            hold.release();
            load.result();

            assertThat(bare.get(2)).as("cleared").isNull();
        }
    }

    @Test
    @DisplayName("S2 what is evicted is looked at a fixed number of times, however many loads are running and join")
    void costOfChanges() throws Exception {
        try (CachingContext context = CachingContext.of(Keys.class)) {
            Keys keys = context.bean(Keys.class);
            List<Key> loaded = keys(0, 300);
            Hold hold = keys.hold();
            var load = callers.start(() -> keys.loadOnce(loaded));
            hold.awaitReached();

            long hashed = Key.HASHED.get();
            for (int batch = 0; batch < 20; batch++) {
                keys.evict(keys(1_000, 1_100));
            }
            long told = Key.HASHED.get() - hashed;
            // It waits, but for keys that share a stamp with one that was evicted.
            var second = callers.start(() -> keys.loadOnce(loaded));
            hold.release();
            load.result();
            second.result();
            long all = Key.HASHED.get() - hashed;

            assertThat(told).as("for each of 2,000 keys").isLessThan(20 * 2_000);
            assertThat(all).as("for each of 2,000 keys, and of 300 twice").isLessThan(50 * 2_600);
        }
    }

    private static List<Key> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(Key::new).toList();
    }

    @Test
    @DisplayName("S1, S22 what the error handler evicts while a batch stores is a change")
    void evictFromAnErrorHandler() throws Exception {
        ConcurrentMapCache full = new ConcurrentMapCache("full") {
            @Override
            public void put(Object key, Object value) {
                throw new IllegalStateException("full");
            }
        };
        ConcurrentMapCache derived = new ConcurrentMapCache("keys");
        List<Runnable> derive = new ArrayList<>();
        CacheErrorHandler handler = new SimpleCacheErrorHandler() {
            @Override
            public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
                derive.forEach(Runnable::run);
            }
        };
        try (CachingContext context = CachingContext.with(handler, Keys.class, full, derived)) {
            Keys keys = context.bean(Keys.class);
            derive.add(() -> keys.evict(List.of(new Key(1))));
            Hold hold = keys.hold();
            var load = callers.start(() -> keys.load(List.of(new Key(1))));
            hold.awaitReached();
            keys.loadFull(List.of(new Key(1)));
            hold.release();
            load.result();

            assertThat(derived.getNativeCache()).isEmpty();
        }
    }

    @Test
    @DisplayName("S1 what a cache evicts from another while it is stored in is a change")
    void evictFromWithinTheStore() throws Exception {
        ConcurrentMapCache derived = new ConcurrentMapCache("keys");
        List<Runnable> derive = new ArrayList<>();
        HeldCache source = new HeldCache("full");
        source.afterPut = stored -> derive.forEach(Runnable::run);
        try (CachingContext context = CachingContext.of(new GivenCaches(source, derived), Keys.class)) {
            Keys keys = context.bean(Keys.class);
            derive.add(() -> keys.evict(List.of(new Key(1))));
            Hold hold = keys.hold();
            var load = callers.start(() -> keys.load(List.of(new Key(1))));
            hold.awaitReached();
            keys.loadFull(List.of(new Key(1)));
            hold.release();
            load.result();

            assertThat(derived.getNativeCache()).isEmpty();
        }
    }

    @Test
    @DisplayName("S1 to store a load is no change, though the cache is built on one that tells of changes")
    void storeThatIsToldOf() {
        HeldCache telling = new HeldCache("full");
        EnhancedCache view = new EnhancedCacheConversionService(List.of()).convert(new WrappedCache(telling));
        telling.beforePut = keys -> view.multiEvict(keys);
        try (CachingContext context = CachingContext.of(new GivenCaches(telling), Keys.class)) {
            context.bean(Keys.class).loadFull(List.of(new Key(1)));
        }

        assertThat(telling.getNativeCache()).hasSize(1);
    }

    static class Keys {

        private final Hold hold = new Hold();

        Hold hold() {
            return hold;
        }

        @Cacheable("keys")
        public Map<Key, String> load(@CacheAsMulti List<Key> ids) {
            return heldRows(ids);
        }

        @Cacheable(cacheNames = "keys", sync = true)
        public Map<Key, String> loadOnce(@CacheAsMulti List<Key> ids) {
            return heldRows(ids);
        }

        @Cacheable("full")
        public Map<Key, String> loadFull(@CacheAsMulti List<Key> ids) {
            return rows(ids);
        }

        @CacheEvict("keys")
        public void evict(@CacheAsMulti List<Key> ids) {}

        @CachePut("bare")
        public String putBare(Integer id) {
            return "bare";
        }

        @CacheEvict("bare")
        public void evictBare(Integer id) {}

        @CacheEvict(cacheNames = "bare", beforeInvocation = true)
        public void evictBareBefore(Integer id) {}

        @CacheEvict(cacheNames = "bare", allEntries = true)
        public void clearBare() {}

        @CacheEvict("bare")
        public void evictKeyThatHasNoHashCode(Unhashable id) {}

        private Map<Key, String> heldRows(List<Key> ids) {
            hold.here();
            return rows(ids);
        }

        private static Map<Key, String> rows(List<Key> ids) {
            Map<Key, String> rows = new LinkedHashMap<>();
            ids.forEach(id -> rows.put(id, "row"));
            return rows;
        }
    }

    /** Counts how often it is looked at. */
    record Key(int id) {

        static final AtomicLong HASHED = new AtomicLong();

        @Override
        public int hashCode() {
            HASHED.incrementAndGet();
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && that.id == id;
        }
    }

    static final class Unhashable {

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("no hash code");
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }
    }

    /** A remote cache without anything native to hand out. */
    private static final class Bare extends WrappedCache {

        Bare() {
            super(new ConcurrentMapCache("bare"));
        }

        @Override
        public Object getNativeCache() {
            throw new UnsupportedOperationException("no native cache");
        }

        @Override
        public void evict(Object key) {}
    }
}
