package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.FlushCounter;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.clients.jedis.Jedis;

/** What a batch costs in a cluster (B1): seen at the sockets and counted by the servers. */
@Tag("slow")
class RedisClusterWireTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RedisClusterServers servers = TestRedisCluster.servers();

    @Test
    void lettuceFlushesEveryBatchOncePerNode() {
        try (FlushCounter flushes = new FlushCounter()) {
            LettuceConnectionFactory factory = new LettuceConnectionFactory(
                    servers.configuration(),
                    LettuceClientConfiguration.builder()
                            .clientResources(flushes.resources())
                            .build());
            factory.afterPropertiesSet();
            factory.start();
            RedisCache source = cacheOn(factory);
            EnhancedCache cache = RedisCaches.enhance(source);
            Map<Integer, Integer> oncePerNode =
                    servers.ports().stream().collect(Collectors.toMap(port -> port, port -> 1));
            cache.multiGet(keys(100));

            assertThat(flushes.of(() -> cache.multiPut(entries(1000)))).isEqualTo(oncePerNode);
            assertThat(flushes.of(() -> cache.multiGet(keys(1000)))).isEqualTo(oncePerNode);
            assertThat(flushes.of(() -> cache.multiGet(keys(2500)))).isEqualTo(oncePerNode);
            assertThat(flushes.of(() -> cache.multiEvict(keys(1000)))).isEqualTo(oncePerNode);
            assertThat(cache.multiGet(keys(1000))).isEmpty();
            factory.destroy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsOneCommandAndNoBatchOpensAConnection(RedisClients driver) throws Exception {
        RedisConnectionFactory factory = driver.connect(servers.configuration(), PATIENCE);
        try {
            EnhancedCache cache = RedisCaches.enhance(cacheOn(factory));
            useInBatches(cache);
            long gets = servers.calls("get");
            long sets = servers.calls("set");
            long dels = servers.calls("del");
            long connections = servers.connections();

            useInBatches(cache);
            useInBatches(cache);

            assertThat(servers.calls("get") - gets).isEqualTo(200);
            assertThat(servers.calls("set") - sets).isEqualTo(200);
            assertThat(servers.calls("del") - dels).isEqualTo(200);
            assertThat(servers.calls("mget")).isZero();
            assertThat(servers.connections()).isEqualTo(connections);
        } finally {
            ((DisposableBean) factory).destroy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysOfAllSlotsAreReadWrittenAndEvicted(RedisClients driver) throws Exception {
        RedisConnectionFactory factory = driver.connect(servers.configuration(), PATIENCE);
        try {
            RedisCache source = cacheOn(factory);
            EnhancedCache cache = RedisCaches.enhance(source);
            Map<Object, Object> all = entryOfEverySlot(source);

            cache.multiPut(all);
            assertThat(values(cache.multiGet(all.keySet()))).isEqualTo(all);
            Object some = all.keySet().iterator().next();
            assertThat(contents(source, List.of(some))).containsEntry(some, all.get(some));

            cache.multiEvict(all.keySet());
            assertThat(cache.multiGet(all.keySet())).isEmpty();
        } finally {
            ((DisposableBean) factory).destroy();
        }
    }

    @Test
    void readsGoWhereReadFromSaysAndWritesToTheMaster() {
        try (RedisClusterServers replicated = RedisClusterServers.start(3, 3, Duration.ofSeconds(30));
                FlushCounter flushes = new FlushCounter()) {
            writeSomethingToEveryServer(replicated);
            LettuceConnectionFactory factory =
                    RedisClients.lettuce(replicated.configuration(), PATIENCE, ReadFrom.REPLICA, flushes.resources());
            EnhancedCache cache = RedisCaches.enhance(cacheOn(factory));
            cache.multiPut(entries(100));
            awaitReplicatedEntries(replicated, 200);
            assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));
            long connections = replicated.connections();

            assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));

            assertThat(replicated.ports().subList(0, 3)).as("masters").allSatisfy(port -> assertThat(
                            replicated.calls(port, "get"))
                    .isZero());
            assertThat(replicated.ports().subList(3, 6).stream().mapToLong(port -> replicated.calls(port, "get")))
                    .as("replicas")
                    .allSatisfy(gets -> assertThat(gets).isPositive())
                    .satisfies(gets -> assertThat(
                                    gets.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(200));
            assertThat(replicated.connections()).isEqualTo(connections);
            factory.destroy();
        }
    }

    /** The driver reads from replicas only once they have received something. */
    private static void writeSomethingToEveryServer(RedisClusterServers servers) {
        LettuceConnectionFactory factory = RedisClients.lettuce(servers.configuration(), PATIENCE, client -> {});
        RedisCaches.enhance(cacheOn(factory)).multiPut(entries(100));
        factory.destroy();
        awaitReplicatedEntries(servers, 100);
    }

    private static void awaitReplicatedEntries(RedisClusterServers servers, long entries) {
        Awaitility.await("replicas have all entries")
                .untilAsserted(() -> assertThat(servers.ports().subList(3, 6).stream()
                                .mapToLong(port -> servers.on(port, Jedis::dbSize))
                                .sum())
                        .isEqualTo(entries));
    }

    private static Map<Object, Object> entryOfEverySlot(RedisCache cache) {
        Map<Integer, Object> keyBySlot = new LinkedHashMap<>();
        for (int key = 0; keyBySlot.size() < SlotHash.SLOT_COUNT; key++) {
            byte[] rawKey = (cache.getName() + "::" + key).getBytes(StandardCharsets.UTF_8);
            keyBySlot.putIfAbsent(SlotHash.getSlot(rawKey), key);
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        keyBySlot.forEach((slot, key) -> entries.put(key, "in slot " + slot));
        return entries;
    }

    private static void useInBatches(EnhancedCache cache) {
        cache.multiPut(entries(100));
        cache.multiGet(keys(100));
        cache.multiEvict(keys(100));
    }

    private static RedisCache cacheOn(RedisConnectionFactory factory) {
        return new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
    }
}
