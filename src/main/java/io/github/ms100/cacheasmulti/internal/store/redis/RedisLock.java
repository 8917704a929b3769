package io.github.ms100.cacheasmulti.internal.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCacheWriter;

/**
 * Waits as the operations of a locking {@link RedisCacheWriter} do before they begin; any other writer costs nothing.
 *
 * <p>A writer does not say whether it locks, and offers nothing to wait with. But every read waits first, and measures
 * that if it does; a read that cannot be sent does nothing more. Should it be sent some day, it reads a key that is not
 * there.
 */
final class RedisLock {

    private static final byte[] NO_KEY = "cache-as-multi waits for a lock".getBytes(StandardCharsets.UTF_8);

    /** Overflows when it is made a number of milliseconds. */
    private static final Duration UNSENDABLE = Duration.ofSeconds(Long.MAX_VALUE);

    private final RedisCacheWriter writer;

    private volatile @Nullable Boolean locking;

    RedisLock(RedisCacheWriter writer) {
        this.writer = writer;
    }

    /** Returns when a cache of the writer is not locked; {@code false} if none ever is. */
    boolean await(String cacheName) {
        Boolean known = locking;
        if (known == null) {
            Observer observer = new Observer();
            read(writer.withStatisticsCollector(observer), cacheName);
            known = observer.waited;
            locking = known;
        }
        if (known) {
            read(writer, cacheName);
        }
        return known;
    }

    private static void read(RedisCacheWriter through, String cacheName) {
        try {
            through.get(cacheName, NO_KEY, UNSENDABLE);
        } catch (ArithmeticException ex) {
            // Not locked, or not any more.
        }
    }

    private static final class Observer implements CacheStatisticsCollector {

        private boolean waited;

        @Override
        public void incLockTime(String cacheName, long durationNS) {
            waited = true;
        }

        @Override
        public void incPuts(String cacheName) {}

        @Override
        public void incGets(String cacheName) {}

        @Override
        public void incHits(String cacheName) {}

        @Override
        public void incMisses(String cacheName) {}

        @Override
        public void incDeletesBy(String cacheName, int value) {}

        @Override
        public void reset(String cacheName) {}

        @Override
        public CacheStatistics getCacheStatistics(String cacheName) {
            return CacheStatisticsCollector.none().getCacheStatistics(cacheName);
        }
    }
}
