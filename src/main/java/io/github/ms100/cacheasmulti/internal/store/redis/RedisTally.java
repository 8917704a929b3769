package io.github.ms100.cacheasmulti.internal.store.redis;

import java.util.function.Consumer;
import org.springframework.data.redis.cache.CacheStatisticsCollector;

/**
 * Counts a batch as its single calls would be: what the server has done, also where a value cannot be read afterwards.
 *
 * @param statistics where single calls are counted
 * @param cacheName under which name
 */
record RedisTally(CacheStatisticsCollector statistics, String cacheName) {

    void reads(int hits, int misses) {
        times(hits + misses, statistics::incGets);
        times(hits, statistics::incHits);
        times(misses, statistics::incMisses);
    }

    void puts(int keys) {
        times(keys, statistics::incPuts);
    }

    void deletes(int keys) {
        if (keys > 0) {
            statistics.incDeletesBy(cacheName, keys);
        }
    }

    private void times(int count, Consumer<String> increment) {
        for (int i = 0; i < count; i++) {
            increment.accept(cacheName);
        }
    }
}
