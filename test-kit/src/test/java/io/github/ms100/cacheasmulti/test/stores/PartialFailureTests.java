package io.github.ms100.cacheasmulti.test.stores;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import io.github.ms100.cacheasmulti.test.PartialFailureContract;
import io.github.ms100.cacheasmulti.test.heap.FailingCache;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** What the library's own stores tell of keys that fail (S23, S24). */
class PartialFailureTests {

    @Nested
    class LoopedCache extends Converted {

        @Override
        protected Cache newCache() {
            return new FailingCache();
        }

        @Override
        protected void failFor(Operation operation, Cache cache, Object key) {
            ((FailingCache) cache).fail(operation, key);
        }
    }

    @Nested
    class ConcurrentMapByValue extends Converted {

        @Override
        protected Cache newCache() {
            return HeapStoreTests.cacheByValue();
        }

        @Override
        protected Set<Operation> failing() {
            return EnumSet.of(Operation.GET, Operation.PUT);
        }

        @Override
        protected void failFor(Operation operation, Cache cache, Object key) {
            if (operation == Operation.GET) {
                cache.put(key, new Unreadable());
            }
        }

        @Override
        protected Object failingValue(int number) {
            return new Object();
        }
    }

    @Nested
    class LoadingCaffeine extends Converted {

        private final Set<Object> broken = new HashSet<>();

        @Override
        protected Cache newCache() {
            return new CaffeineCache("loading", Caffeine.newBuilder().build(this::load));
        }

        private Object load(Object key) {
            if (broken.contains(key)) {
                throw new IllegalStateException("broken");
            }
            return null;
        }

        @Override
        protected Set<Operation> failing() {
            return EnumSet.of(Operation.GET);
        }

        @Override
        protected void failFor(Operation operation, Cache cache, Object key) {
            cache.evict(key);
            broken.add(key);
        }
    }

    @Nested
    class Ehcache extends OnJCache {
        @Override
        JCaches open(Path emptyDirectory) {
            return JCaches.ofEhcache(emptyDirectory);
        }
    }

    @Nested
    class CaffeineOfJCache extends OnJCache {
        @Override
        JCaches open(Path emptyDirectory) {
            return JCaches.ofCaffeine();
        }
    }

    @Nested
    class Lettuce extends OnRedis {
        @Override
        RedisConnectionFactory connect() {
            return TestRedis.lettuce();
        }
    }

    @Nested
    class Jedis extends OnRedis {
        @Override
        RedisConnectionFactory connect() {
            return TestRedis.jedis();
        }
    }

    @Nested
    class LettuceWithCopiesAsObjects extends Lettuce {
        @Override
        LocalLevel.Copies copies() {
            return LocalLevel.Copies.OBJECTS;
        }
    }

    @Nested
    class JedisWithCopiesAsBytes extends Jedis {
        @Override
        LocalLevel.Copies copies() {
            return LocalLevel.Copies.BYTES;
        }
    }

    private abstract static class Converted extends PartialFailureContract {

        @Override
        protected EnhancedCache batchFormOf(Cache cache) {
            return new EnhancedCacheConversionService(List.of()).convert(cache);
        }
    }

    /** What stands behind the caches of JSR-107 fails. */
    private abstract static class OnJCache extends Converted {

        private final Map<Cache, BrokenBackend> backends = new HashMap<>();

        @TempDir
        private Path directory;

        private JCaches caches;

        abstract JCaches open(Path emptyDirectory);

        @Override
        protected Cache newCache() {
            if (caches == null) {
                caches = open(directory);
            }
            BrokenBackend backend = new BrokenBackend();
            Cache cache = backend.behind(caches);
            backends.put(cache, backend);
            return cache;
        }

        @AfterEach
        void closeCaches() {
            if (caches != null) {
                caches.close();
            }
        }

        @Override
        protected void failFor(Operation operation, Cache cache, Object key) {
            if (operation == Operation.GET) {
                cache.evict(key);
            }
            backends.get(cache).fail(operation, (Integer) key);
        }
    }

    /** Entries that nobody can read, values that nobody can write, and a server that cannot be reached. */
    private abstract static class OnRedis extends PartialFailureContract {

        private final Map<Cache, RedisCaches> opened = new HashMap<>();

        abstract RedisConnectionFactory connect();

        /** Returns what local copies the caches have; {@code null} for none. */
        LocalLevel.Copies copies() {
            return null;
        }

        @Override
        protected Cache newCache() {
            RedisCaches caches = new RedisCaches(connect(), copies());
            Cache cache = caches.create(UnaryOperator.identity());
            opened.put(cache, caches);
            return cache;
        }

        @Override
        protected EnhancedCache batchFormOf(Cache cache) {
            return opened.get(cache).batchFormOf(cache);
        }

        @Override
        protected Set<Operation> failing() {
            return EnumSet.of(Operation.GET, Operation.PUT);
        }

        @Override
        protected void failFor(Operation operation, Cache cache, Object key) {
            if (operation == Operation.GET) {
                opened.get(cache).spoil(cache, key);
            }
        }

        @Override
        protected Object failingValue(int number) {
            return new ArrayList<>(List.of(new Object()));
        }

        @Override
        protected boolean failAltogether(Cache cache) {
            opened.get(cache).disconnect(cache);
            return true;
        }

        @AfterEach
        void close() {
            opened.values().forEach(RedisCaches::close);
        }
    }

    private static final class Unreadable implements Serializable {

        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream stream) throws IOException {
            throw new IOException("nobody can read this");
        }
    }
}
