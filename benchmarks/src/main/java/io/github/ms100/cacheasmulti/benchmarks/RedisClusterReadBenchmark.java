package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ConnectionIntent;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * What a batch of hits in a Redis cluster of three masters costs: through a batch method, through the cache it uses, and by
 * hand, with {@code GET}s in one flush per node and the same serializer; then the {@code MGET} of the driver, which it
 * splits by slot. Only the ratios of one run mean anything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RedisClusterReadBenchmark {

    @Param({"100", "1000"})
    private int size;

    private RedisClusterServers servers;

    private AnnotationConfigApplicationContext context;

    private Cars cars;

    private EnhancedCache cache;

    private StatefulRedisClusterConnection<byte[], byte[]> connection;

    private final RedisSerializer<Object> serializer = RedisSerializer.java();

    private List<Long> ids;

    @Setup
    public void start() throws Exception {
        servers = RedisClusterServers.start();
        context = new AnnotationConfigApplicationContext();
        context.registerBean(RedisClusterConfiguration.class, () -> new RedisClusterConfiguration(
                servers.ports().stream().map(port -> "127.0.0.1:" + port).toList()));
        context.register(Config.class);
        context.refresh();
        cars = context.getBean(Cars.class);
        cache = context.getBean(EnhancedCacheConversionService.class)
                .convert(context.getBean(CacheManager.class).getCache("cars"));
        RedisConnection ofSpring =
                context.getBean(LettuceConnectionFactory.class).getConnection();
        connection = ((RedisAdvancedClusterAsyncCommands<byte[], byte[]>) ofSpring.getNativeConnection())
                .getStatefulConnection();
        ids = LongStream.range(0, size).boxed().toList();
        if (!cars.findByIds(ids).equals(byHand()) || byHand().size() != size) {
            throw new IllegalStateException("Different ways, different values");
        }
    }

    @TearDown
    public void stop() throws Exception {
        context.close();
        servers.close();
    }

    @Benchmark
    public Map<Long, Car> batchMethod() {
        return cars.findByIds(ids);
    }

    @Benchmark
    public Object batchCache() {
        return cache.multiGet(ids);
    }

    @Benchmark
    public Map<Long, Object> byHand() throws Exception {
        Partitions partitions = connection.getPartitions();
        Map<RedisClusterNode, List<AsyncCommand<byte[], byte[], byte[]>>> byNode = new HashMap<>();
        List<AsyncCommand<byte[], byte[], byte[]>> all = new ArrayList<>(ids.size());
        for (Long id : ids) {
            byte[] key = ("cars::" + id).getBytes(StandardCharsets.UTF_8);
            CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(key);
            AsyncCommand<byte[], byte[], byte[]> get = new AsyncCommand<>(
                    new Command<>(CommandType.GET, new ValueOutput<>(ByteArrayCodec.INSTANCE), args));
            byNode.computeIfAbsent(partitions.getMasterBySlot(SlotHash.getSlot(key)), node -> new ArrayList<>())
                    .add(get);
            all.add(get);
        }
        byNode.forEach((node, gets) -> connection
                .getConnection(node.getUri().getHost(), node.getUri().getPort(), ConnectionIntent.WRITE)
                .dispatch(gets));
        Map<Long, Object> found = new LinkedHashMap<>();
        for (int index = 0; index < all.size(); index++) {
            byte[] value = all.get(index).get(1, TimeUnit.MINUTES);
            if (value != null) {
                found.put(ids.get(index), serializer.deserialize(value));
            }
        }
        return found;
    }

    @Benchmark
    public Map<Long, Object> mgetOfTheDriver() throws Exception {
        byte[][] keys = ids.stream()
                .map(id -> ("cars::" + id).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        Map<Long, Object> found = new LinkedHashMap<>();
        connection.async().mget(keys).get(1, TimeUnit.MINUTES).forEach(entry -> {
            Long id = Long.valueOf(new String(entry.getKey(), StandardCharsets.UTF_8).substring("cars::".length()));
            entry.ifHasValue(value -> found.put(id, serializer.deserialize(value)));
        });
        return found;
    }

    public record Car(long id, String name) implements Serializable {}

    public static class Cars {

        @Cacheable("cars")
        public Map<Long, Car> findByIds(@CacheAsMulti List<Long> ids) {
            Map<Long, Car> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, new Car(id, "%032d".formatted(id))));
            return found;
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Config {

        @Bean
        LettuceConnectionFactory connectionFactory(RedisClusterConfiguration servers) {
            return new LettuceConnectionFactory(servers);
        }

        @Bean
        CacheManager cacheManager(LettuceConnectionFactory connectionFactory) {
            return RedisCacheManager.builder(connectionFactory)
                    .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofHours(1)))
                    .build();
        }

        @Bean
        Cars cars() {
            return new Cars();
        }
    }
}
