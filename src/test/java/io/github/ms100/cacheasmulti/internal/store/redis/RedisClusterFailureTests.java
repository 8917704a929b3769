package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheWriter.TtlFunction;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;

/** What one server of a cluster does not do fails, and nothing else (S24), within the time-out; with local copies, too (L1). */
@Tag("slow")
class RedisClusterFailureTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final RedisClusterServers servers = TestRedisCluster.servers();

    @AfterEach
    void unpause() {
        servers.ports().forEach(port -> servers.on(port, server -> server.clientUnpause()));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JEDIS_WITH_COPIES")
    void keysOfAServerThatDoesNotAnswerFailAloneS24(Clients clients) throws Exception {
        try (Clients.Connected connected = clients.connect(servers.configuration(), TIMEOUT)) {
            RedisCache source = cacheOn(connected.factory());
            EnhancedCache cache = RedisCaches.enhance(source);
            cache.multiPut(entries(100));
            Set<Object> onPaused = keysOn(servers.ports().get(1), source, keys(100));

            pause(servers.ports().get(1), ClientPauseMode.WRITE);
            PartialBatchException put =
                    catchThrowableOfType(PartialBatchException.class, () -> cache.multiPut(entries(100)));
            PartialBatchException evict =
                    catchThrowableOfType(PartialBatchException.class, () -> cache.multiEvict(keys(100)));

            assertThat(put.getFailures()).containsOnlyKeys(onPaused);
            assertThat(put.getFailures().values()).hasOnlyElementsOfType(DataAccessException.class);
            assertThat(evict.getFailures()).containsOnlyKeys(onPaused);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LETTUCE", "JEDIS"})
    void hitsOfTheOtherServersAreServedWhenOneDoesNotAnswer(Clients clients) throws Exception {
        try (Clients.Connected connected = clients.connect(servers.configuration(), TIMEOUT)) {
            RedisCache source = cacheOn(connected.factory());
            EnhancedCache cache = RedisCaches.enhance(source);
            cache.multiPut(entries(100));
            Set<Object> onPaused = keysOn(servers.ports().get(1), source, keys(100));
            RedisCaches.changedPastTheLibrary();

            pause(servers.ports().get(1), ClientPauseMode.ALL);
            PartialBatchException failure =
                    catchThrowableOfType(PartialBatchException.class, () -> cache.multiGet(keys(100)));

            assertThat(failure.getFailures()).containsOnlyKeys(onPaused);
            Map<Object, Object> others = entries(100);
            others.keySet().removeAll(onPaused);
            assertThat(values(failure.getHits())).isEqualTo(others);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "LETTUCE_WITH_COPIES")
    @DisplayName("L3 what was found at the other servers is read from here afterwards")
    void hitsOfTheOtherServersAreKept(Clients clients) throws Exception {
        try (Clients.Connected connected = clients.connect(servers.configuration(), TIMEOUT)) {
            RedisCache source = cacheOn(connected.factory());
            EnhancedCache cache = RedisCaches.enhance(source);
            cache.multiPut(entries(100));
            Map<Object, Object> others = entries(100);
            others.keySet().removeAll(keysOn(servers.ports().get(1), source, keys(100)));
            RedisCaches.changedPastTheLibrary();

            pause(servers.ports().get(1), ClientPauseMode.ALL);
            catchThrowableOfType(PartialBatchException.class, () -> cache.multiGet(keys(100)));
            unpause();

            long gets = servers.calls("get");
            assertThat(values(cache.multiGet(others.keySet()))).isEqualTo(others);
            assertThat(servers.calls("get")).isEqualTo(gets);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "LETTUCE_WITH_COPIES")
    @DisplayName("L6, L14 what could not be put is not read from here, and evicted when its server answers")
    void entriesThatCouldNotBePutAreEvictedLater(Clients clients) throws Exception {
        try (Clients.Connected connected = clients.connect(servers.configuration(), TIMEOUT)) {
            RedisCache source = cacheOn(connected.factory());
            EnhancedCache cache = RedisCaches.enhance(source);
            cache.multiPut(entries(100));
            Set<Object> onPaused = keysOn(servers.ports().get(1), source, keys(100));

            pause(servers.ports().get(1), ClientPauseMode.WRITE);
            catchThrowableOfType(PartialBatchException.class, () -> cache.multiPut(entries(100)));
            unpause();

            await().ignoreExceptions().until(() -> cache.multiGet(onPaused).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeToLiveThatIsNoNumberOfMillisecondsFailsItsEntryAloneS24(Clients clients) throws Exception {
        try (Clients.Connected connected = clients.connect(servers.configuration(), TIMEOUT)) {
            TtlFunction ofFour = (key, value) -> Duration.ofSeconds(key.equals(4) ? Long.MAX_VALUE : 3600);
            RedisCache source =
                    new RedisCaches(connected.factory()).create(configuration -> configuration.entryTtl(ofFour));
            EnhancedCache cache = RedisCaches.enhance(source);

            PartialBatchException put =
                    catchThrowableOfType(PartialBatchException.class, () -> cache.multiPut(entries(100)));

            assertThat(put.getFailures()).containsOnlyKeys(4);
            assertThat(put.getFailures().get(4)).isInstanceOf(ArithmeticException.class);
            assertThat(cache.multiGet(keys(100))).hasSize(99);
        }
    }

    @Test
    @DisplayName("S1 with Jedis single calls do without CLUSTER NODES, and so do batches of a user who may not ask")
    void userWhoMayNotAskForTheNodesHasBatches() throws Exception {
        forEachServer(server -> server.aclSetUser(
                "narrow", "on", ">secret", "~*", "-@all", "+cluster|slots", "+get", "+set", "+del", "+ping"));
        RedisClusterConfiguration configuration = servers.configuration();
        configuration.setUsername("narrow");
        configuration.setPassword("secret");
        RedisConnectionFactory factory = RedisClients.JEDIS.connect(configuration, TIMEOUT);
        try {
            RedisCache source = cacheOn(factory);
            EnhancedCache cache = RedisCaches.enhance(source);
            source.put(0, "single");

            cache.multiPut(entries(20));
            assertThat(values(cache.multiGet(keys(30)))).isEqualTo(entries(20));
            cache.multiEvict(keys(10));

            assertThat(cache.multiGet(keys(30))).hasSize(10);
        } finally {
            ((DisposableBean) factory).destroy();
            forEachServer(server -> server.aclDelUser("narrow"));
        }
    }

    private void forEachServer(Consumer<Jedis> work) {
        servers.ports()
                .forEach(port -> servers.on(port, server -> {
                    work.accept(server);
                    return true;
                }));
    }

    private void pause(int port, ClientPauseMode mode) {
        servers.on(port, server -> server.clientPause(5000, mode));
    }

    private Set<Object> keysOn(int port, RedisCache cache, Collection<Object> keys) {
        List<Object> there = keys.stream()
                .filter(key -> servers.masterOf(SlotHash.getSlot(cache.getName() + "::" + key), port) == port)
                .toList();
        assertThat(there).isNotEmpty().hasSizeLessThan(keys.size());
        return there.stream().collect(Collectors.toSet());
    }

    private static RedisCache cacheOn(RedisConnectionFactory factory) {
        return new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
    }
}
