package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.serializer.RedisSerializer;

/** Spring's cache manager for Redis, with the library's local level. */
record SpringLocalLevel(SpringRedis redis, LocalLevel level, RedisCacheManager cacheManager) implements AutoCloseable {

    private static final int SECONDS_TO_START = 30;

    /**
     * Connects to a server, and waits until local copies are served.
     *
     * @param listener is told what happens from then on
     */
    static SpringLocalLevel connect(
            List<Integer> ports, RedisSerializer<Object> values, String channel, BatchListener listener) {
        SpringRedis redis =
                SpringRedis.connect(ports, values, caches -> caches.serializeKeysWith(LocalLevel.textKeys()));
        Served served = new Served();
        LocalLevel level = LocalLevel.on(redis.connectionFactory())
                .cache(Cars.CACHE, local -> local.maximumSize(RedisEntries.LOCAL_SIZE)
                        .timeToLive(RedisEntries.LOCAL_TIME_TO_LIVE))
                .channel(channel)
                .listener(() -> served.isOver() ? listener : served)
                .build();
        RedisCacheManager manager = level.apply(redis.cacheManager());
        manager.getCache(Cars.CACHE);
        served.await();
        return new SpringLocalLevel(redis, level, manager);
    }

    @Override
    public void close() {
        level.close();
        redis.close();
    }

    /** Waits until copies are served. */
    private static final class Served implements BatchListener {

        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void onValidated(String channel, Duration time) {
            begun.countDown();
        }

        boolean isOver() {
            return begun.getCount() == 0;
        }

        void await() {
            try {
                if (!begun.await(SECONDS_TO_START, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Local copies are not served");
                }
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(ex);
            }
        }
    }
}
