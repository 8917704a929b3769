package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.store.StoreConverter;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Gives batches to a {@link RedisCache}: of exactly that class and with Spring Data's own {@link RedisCacheWriter}, also in a
 * {@link CountingRedisCacheWriter} (B2).
 *
 * <p>Any other is looped: a subclass may override the single-key methods, and a writer of somebody else may encrypt or
 * route.
 */
public final class RedisCacheConverter extends StoreConverter<RedisCache> {

    private static final Class<?> NO_STATISTICS =
            CacheStatisticsCollector.none().getCacheStatistics("any").getClass();

    private static final Log logger = LogFactory.getLog(RedisCacheConverter.class);

    /** Finding out costs more than a batch should; given up when memory is short. */
    private final Map<RedisCacheWriter, RedisBackend> backends = new ConcurrentReferenceHashMap<>();

    private final Remembered<String, Boolean> warned = new Remembered<>();

    private final Supplier<@Nullable RedisConnectionFactory> connectionFactory;

    private final IntSupplier maxBatchSize;

    /**
     * Creates a converter.
     *
     * @param connectionFactory where to find the connections of the caches if their writer neither lends its own (Spring
     *     Data Redis before 4.1) nor is a {@link CountingRedisCacheWriter}; gives {@code null} if that is not known, and then
     *     they are looped
     * @param maxBatchSize how many keys one command may have, 0 for any number; asked when a cache is converted
     */
    public RedisCacheConverter(Supplier<@Nullable RedisConnectionFactory> connectionFactory, IntSupplier maxBatchSize) {
        super(RedisCache.class);
        this.connectionFactory = connectionFactory;
        this.maxBatchSize = maxBatchSize;
    }

    /** Tells whether this is a plain {@link RedisCache} on Spring Data's own writer, whose server is known. */
    @Override
    public boolean takes(Cache cache) {
        return cache instanceof TwoLevelRedisCache || connectionsOf(cache) != null;
    }

    private RedisBackend.@Nullable Connections connectionsOf(Cache cache) {
        return super.takes(cache)
                ? RedisBackend.Connections.of(((RedisCache) cache).getNativeCache(), connectionFactory)
                : null;
    }

    @Override
    protected StoreView view(RedisCache cache) {
        if (cache instanceof TwoLevelRedisCache twoLevels) {
            return twoLevels.view();
        }
        RedisCacheWriter writer = cache.getNativeCache();
        RedisBackend.Connections connections = connectionsOf(cache);
        if (connections == null) {
            return looping(cache);
        }
        warnOfBatchesThatAreNotCounted(cache);
        return new RedisStore(cache, backendOn(writer, connections), maxBatchSize.getAsInt(), statisticsOf(writer));
    }

    RedisBackend backendOn(RedisCacheWriter writer, RedisBackend.Connections connections) {
        return backends.computeIfAbsent(writer, key -> new RedisBackend(key, connections));
    }

    private void warnOfBatchesThatAreNotCounted(RedisCache cache) {
        boolean counts = !(cache.getNativeCache() instanceof CountingRedisCacheWriter)
                && !NO_STATISTICS.equals(cache.getStatistics().getClass());
        if (counts && warned.put(cache.getName(), true)) {
            logger.warn(
                    ("The statistics of cache '%s' do not count its batches, because its RedisCacheWriter does not tell"
                                    + " where it counts. Build its manager with CountingRedisCacheWriter.create(...)")
                            .formatted(cache.getName()));
        }
    }

    static CacheStatisticsCollector statisticsOf(RedisCacheWriter writer) {
        return (writer instanceof CountingRedisCacheWriter counting)
                ? counting.getStatisticsCollector()
                : CacheStatisticsCollector.none();
    }
}
