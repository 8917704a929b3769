package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Redis with a time to live. Spring, if it is asked for, and the code by hand have a connection each, and the same
 * serializer.
 */
final class RedisStore implements Store {

    private final RedisServers servers;

    private final RedisSerializer<Object> values;

    private final List<AutoCloseable> clients = new ArrayList<>();

    private SpringRedis spring;

    RedisStore(RedisServers servers, RedisSerializer<Object> values) {
        this.servers = servers;
        this.values = values;
    }

    @Override
    public CacheManager cacheManager() {
        if (spring == null) {
            spring = SpringRedis.connect(servers.ports(), values, UnaryOperator.identity());
        }
        return spring.cacheManager();
    }

    /** Makes a client for each batch, so that no two share a thread of the driver. */
    @Override
    public Batch byHand(Variant variant) {
        List<RedisURI> nodes = servers.ports().stream()
                .map(port -> RedisURI.create("127.0.0.1", port))
                .toList();
        if (nodes.size() == 1) {
            return new RedisByHand(connect(), values, variant);
        }
        RedisClusterClient client = RedisClusterClient.create(nodes);
        clients.add(client::shutdown);
        return new RedisClusterByHand(client.connect(ByteArrayCodec.INSTANCE), values, variant);
    }

    /** Returns a connection to the only server, of a client of its own. */
    LettuceCommands connect() {
        RedisClient client =
                RedisClient.create(RedisURI.create("127.0.0.1", servers.ports().get(0)));
        clients.add(client::shutdown);
        return new LettuceCommands(client.connect(ByteArrayCodec.INSTANCE));
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
        for (AutoCloseable client : clients) {
            client.close();
        }
        servers.close();
    }
}
