package io.github.ms100.cacheasmulti.benchmarks.peers;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import io.github.ms100.cacheasmulti.benchmarks.Batch;
import io.github.ms100.cacheasmulti.benchmarks.Car;
import io.github.ms100.cacheasmulti.benchmarks.Peer;
import io.github.ms100.cacheasmulti.benchmarks.RedisEntries;
import io.github.ms100.cacheasmulti.benchmarks.Store;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.serializer.RedisSerializer;

/** The cache API of JetCache, with the serializer of all subjects. */
abstract class JetCachePeer implements Peer {

    final Cache<Long, Car> local() {
        return CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .limit(100_000)
                .expireAfterWrite(RedisEntries.TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS)
                .buildCache();
    }

    final Cache<Long, Car> remote(AbstractRedisClient client) {
        RedisSerializer<Object> values = StoreKind.json(Car.class, CacheValueHolder.class);
        return RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .keyConvertor(Object::toString)
                .keyPrefix("jetcache:")
                .valueEncoder(values::serialize)
                .valueDecoder(values::deserialize)
                .redisClient(client)
                .expireAfterWrite(RedisEntries.TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS)
                .buildCache();
    }

    final AbstractRedisClient client(StoreKind kind, Store store) {
        List<RedisURI> servers = store.ports().stream()
                .map(port -> RedisURI.create("127.0.0.1", port))
                .toList();
        return kind == StoreKind.REDIS_CLUSTER
                ? RedisClusterClient.create(servers)
                : RedisClient.create(servers.get(0));
    }

    /** On the heap. */
    public static final class Local extends JetCachePeer {

        @Override
        public String name() {
            return "JetCache local";
        }

        @Override
        public boolean supports(StoreKind store) {
            return store == StoreKind.CAFFEINE;
        }

        @Override
        public Batch open(StoreKind kind, Store store) {
            return new JetCacheBatch(local(), () -> {});
        }
    }

    /** In Redis. */
    public static final class Remote extends JetCachePeer {

        @Override
        public String name() {
            return "JetCache remote";
        }

        @Override
        public boolean supports(StoreKind store) {
            return store == StoreKind.REDIS_JSON || store == StoreKind.REDIS_CLUSTER;
        }

        @Override
        public Batch open(StoreKind kind, Store store) {
            AbstractRedisClient client = client(kind, store);
            return new JetCacheBatch(remote(client), client);
        }

        @Override
        public Batch openRestorer(StoreKind kind, Store store, Batch measured) {
            return open(kind, store);
        }
    }

    /** On the heap and in Redis: what hits is found on the heap. */
    public static final class Both extends JetCachePeer {

        @Override
        public String name() {
            return "JetCache both (hits local)";
        }

        @Override
        public boolean supports(StoreKind store) {
            return store == StoreKind.REDIS_JSON || store == StoreKind.REDIS_LOCAL;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Batch open(StoreKind kind, Store store) {
            AbstractRedisClient client = client(kind, store);
            Cache<Long, Car> both = MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
                    .addCache(local(), remote(client))
                    .useExpireOfSubCache(true)
                    .buildCache();
            return new JetCacheBatch(both, client);
        }
    }
}
