package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.List;
import java.util.function.Function;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Redis with a time to live. Spring, if it is asked for, and the code by hand have a connection each, and the same
 * serializer.
 */
final class RedisStore implements Store {

    private final RedisServers servers;

    private final RedisSerializer<Object> values;

    private final AutoCloseable client;

    private final Function<Variant, Batch> byHand;

    private SpringRedis spring;

    private RedisStore(
            RedisServers servers,
            RedisSerializer<Object> values,
            AutoCloseable client,
            Function<Variant, Batch> byHand) {
        this.servers = servers;
        this.values = values;
        this.client = client;
        this.byHand = byHand;
    }

    static RedisStore standalone(RedisServers servers, RedisSerializer<Object> values) {
        RedisClient client =
                RedisClient.create(RedisURI.create("127.0.0.1", servers.ports().get(0)));
        return new RedisStore(
                servers,
                values,
                client::shutdown,
                variant -> new RedisByHand(client.connect(ByteArrayCodec.INSTANCE), values, variant));
    }

    static RedisStore cluster(RedisServers servers, RedisSerializer<Object> values) {
        List<RedisURI> nodes = servers.ports().stream()
                .map(port -> RedisURI.create("127.0.0.1", port))
                .toList();
        RedisClusterClient client = RedisClusterClient.create(nodes);
        return new RedisStore(
                servers,
                values,
                client::shutdown,
                variant -> new RedisClusterByHand(client.connect(ByteArrayCodec.INSTANCE), values, variant));
    }

    @Override
    public CacheManager cacheManager() {
        if (spring == null) {
            spring = SpringRedis.connect(servers.ports(), values);
        }
        return spring.cacheManager();
    }

    @Override
    public Batch byHand(Variant variant) {
        return byHand.apply(variant);
    }

    @Override
    public List<Integer> ports() {
        return servers.ports();
    }

    @Override
    public void close() throws Exception {
        if (spring != null) {
            spring.close();
        }
        client.close();
        servers.close();
    }
}
