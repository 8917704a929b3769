package io.github.ms100.cacheasmulti.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.event.BatchListener;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.serializer.RedisSerializer;

/** Redis with copies on the heap: those of the library, and others of the code by hand; in Redis both have the same entries. */
final class TwoLevelStore implements Store {

    private final RedisStore redis;

    private final RedisSerializer<Object> values;

    private final Cache<Object, Car> copies = Caffeine.newBuilder()
            .maximumSize(RedisEntries.LOCAL_SIZE)
            .expireAfterWrite(RedisEntries.LOCAL_TIME_TO_LIVE)
            .build();

    private SpringLocalLevel spring;

    TwoLevelStore(RedisServers servers, RedisSerializer<Object> values) {
        this.redis = new RedisStore(servers, values);
        this.values = values;
    }

    /** Returns a manager whose local copies are served already. */
    @Override
    public CacheManager cacheManager() {
        if (spring == null) {
            // What other nodes have announced on a server that is shared is not to be waited for.
            String channel = "cars-" + UUID.randomUUID();
            spring = SpringLocalLevel.connect(ports(), values, channel, BatchListener.NO_OP);
        }
        return spring.cacheManager();
    }

    @Override
    public Batch byHand(Variant variant) {
        return variant == Variant.TEXT_KEYS ? byHand(new Texts()::of) : byHand(Function.<List<Long>>identity());
    }

    @SuppressWarnings("unchecked")
    private <K> Batch byHand(Function<List<Long>, List<K>> keys) {
        return new TwoLevelByHand<>((Cache<K, Car>) copies, redis.connect(), values, keys);
    }

    @Override
    public Batch remote() {
        return redis.byHand(Variant.PLAIN);
    }

    @Override
    public List<Integer> ports() {
        return redis.ports();
    }

    @Override
    public void close() throws Exception {
        if (spring != null) {
            spring.close();
        }
        redis.close();
    }
}
