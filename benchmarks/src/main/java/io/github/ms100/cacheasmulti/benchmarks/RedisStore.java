package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.List;
import java.util.function.Function;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Redis with a time to live and with writes that are acknowledged: by default single puts and evicts of Spring Data Redis 4
 * do not wait for the server, as batches do. Spring and the code by hand have a connection each, and the same serializer.
 */
final class RedisStore implements Store {

    private final LettuceConnectionFactory connectionFactory;

    private final RedisServers servers;

    private final AutoCloseable client;

    private final RedisCacheManager cacheManager;

    private final Function<Variant, Batch> byHand;

    private RedisStore(
            LettuceConnectionFactory connectionFactory,
            RedisServers servers,
            AutoCloseable client,
            RedisSerializer<Object> values,
            Function<Variant, Batch> byHand) {
        this.connectionFactory = connectionFactory;
        this.servers = servers;
        this.client = client;
        this.byHand = byHand;
        connectionFactory.afterPropertiesSet();
        connectionFactory.start();
        RedisCacheWriter acknowledged =
                RedisCacheWriter.create(connectionFactory, settings -> settings.immediateWrites(true));
        cacheManager = RedisCacheManager.builder(acknowledged)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                        .entryTtl(RedisEntries.TIME_TO_LIVE)
                        .serializeValuesWith(SerializationPair.fromSerializer(values)))
                .build();
        cacheManager.afterPropertiesSet();
    }

    static RedisStore standalone(RedisServers servers, RedisSerializer<Object> values) {
        int port = servers.ports().get(0);
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        return new RedisStore(
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port)),
                servers,
                client,
                values,
                variant -> new RedisByHand(connection, values, variant));
    }

    static RedisStore cluster(RedisServers servers, RedisSerializer<Object> values) {
        List<Integer> ports = servers.ports();
        RedisClusterClient client = RedisClusterClient.create(
                ports.stream().map(port -> RedisURI.create("127.0.0.1", port)).toList());
        StatefulRedisClusterConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        return new RedisStore(
                new LettuceConnectionFactory(new RedisClusterConfiguration(
                        ports.stream().map(port -> "127.0.0.1:" + port).toList())),
                servers,
                client,
                values,
                variant -> new RedisClusterByHand(connection, values, variant));
    }

    @Override
    public CacheManager cacheManager() {
        return cacheManager;
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
        connectionFactory.destroy();
        client.close();
        servers.close();
    }
}
