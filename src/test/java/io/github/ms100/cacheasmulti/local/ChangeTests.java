package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.FlushCounter;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RoundTrips;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.RedisConfiguration;
import redis.clients.jedis.Jedis;

@DisplayName("L6 how a change is made")
class ChangeTests {

    private static final List<Long> KEYS = LongStream.range(0, 100).boxed().toList();

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    /** Sends nothing of itself. */
    private static void quiet(LocalLevel.Builder level) {
        level.checkInterval(Duration.ofHours(1)).maxUnvalidated(Duration.ofHours(2));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L6 announcement, change and message are one round trip where one connection keeps their order")
    void roundTrip(RedisClients driver) throws Exception {
        try (RoundTrips roundTrips = new RoundTrips();
                LocalNode node = LocalNode.start(
                        driver.connect(roundTrips.inFrontOf(TestRedis.port()), TIMEOUT), ChangeTests::quiet)) {
            node.batches().multiEvict(KEYS);

            assertThat(roundTrips(roundTrips, () -> node.batches().multiEvict(KEYS)))
                    .isOne();
            assertThat(roundTrips(roundTrips, () -> node.cache().evict(1L))).isOne();
            assertThat(roundTrips(roundTrips, () -> node.cache().put(1L, "new")))
                    .isOne();
        }
    }

    /** A client that a busy machine stalls seems to wait for a reply: the lesser count is right. */
    private static int roundTrips(RoundTrips roundTrips, Runnable change) {
        return Math.min(roundTrips.of(change), roundTrips.of(change));
    }

    @ParameterizedTest
    @CsvSource({"LETTUCE", "JEDIS"})
    @DisplayName("L6, L9 one of each for all keys")
    void commands(RedisClients driver) throws Exception {
        try (CommandProxy proxy = new CommandProxy();
                LocalNode node = LocalNode.start(driver.connect(proxy.port(), TIMEOUT), ChangeTests::quiet)) {
            node.batches().multiEvict(KEYS);
            proxy.takeCommands();
            node.batches().multiEvict(KEYS);

            assertThat(proxy.takeCommands()).isEqualTo(Map.of("HINCRBY", 1, "DEL", 1, "PUBLISH", 1));
        }
    }

    @Test
    @DisplayName("L6 one flush of Lettuce for an evict, for a put, and for a single one")
    void flushes() {
        try (FlushCounter flushes = new FlushCounter();
                LocalNode node = LocalNode.start(
                        RedisClients.lettuce(
                                TestRedis.configuration(TestRedis.port()),
                                TIMEOUT,
                                client -> client.clientResources(flushes.resources())),
                        ChangeTests::quiet)) {
            node.batches().multiEvict(KEYS);

            for (Runnable change : List.<Runnable>of(
                    () -> node.batches().multiEvict(KEYS),
                    () -> node.batches().multiPut(Map.of(1L, "one", 2L, "two")),
                    () -> node.cache().put(1L, "one"),
                    () -> node.cache().evict(1L))) {
                assertThat(flushes.of(change)).isEqualTo(Map.of(TestRedis.port(), 1));
            }
            node.batches().multiPut(Map.of(1L, "one", 2L, "two"));
            assertThat(flushes.of(() -> node.batches().multiGet(List.of(1L, 2L))))
                    .isEmpty();
            assertThat(flushes.of(() -> node.batches().multiGet(KEYS)))
                    .as("L3, L5 values and lives")
                    .isEqualTo(Map.of(TestRedis.port(), 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"LETTUCE, true", "LETTUCE, false", "JEDIS, true", "JEDIS, false"})
    @DisplayName(
            "L6 a put that overlaps another change of its key is not kept, one that overlaps that of another key is")
    void overlappingPut(RedisClients driver, boolean here) throws Exception {
        try (CommandProxy proxy = new CommandProxy();
                Callers callers = new Callers();
                LocalNode a = LocalNode.start(driver, proxy);
                LocalNode b = LocalNode.start()) {
            a.cache().put(3L, "three");
            Hold hold = proxy.holdNext("SET");
            var put = callers.start(() -> {
                a.batches().multiPut(Map.of(1L, "one", 2L, "two"));
                return true;
            });
            hold.awaitReached();
            LocalNode other = here ? a : b;
            other.cache().evict(1L);
            other.cache().evict(3L);
            a.awaitReceived(here ? 0 : 2);
            hold.release();
            put.result();

            assertThat(a.localHits(() -> a.cache().get(1L))).isZero();
            assertThat(a.localHits(() -> a.cache().get(2L))).isOne();
            assertThat(a.cache().get(1L, String.class)).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @CsvSource({"LETTUCE", "JEDIS"})
    @DisplayName("L2, L6, L15 two nodes on a cluster")
    void cluster(RedisClients driver) {
        RedisConfiguration servers = TestRedisCluster.configuration();
        TestRedisCluster.servers().ports().forEach(port -> TestRedisCluster.servers()
                .on(port, Jedis::flushAll));
        try (LocalNode a = LocalNode.start(driver.connect(servers, TIMEOUT));
                LocalNode b = LocalNode.start(driver.connect(servers, TIMEOUT))) {
            Map<Object, Object> cars = new HashMap<>();
            KEYS.forEach(id -> cars.put(id, "car " + id));
            a.batches().multiPut(cars);
            b.awaitReceived(1);
            assertThat(b.batches().multiGet(KEYS)).hasSize(100);
            assertThat(b.localHits(() -> b.batches().multiGet(KEYS))).isEqualTo(100);
            assertThat(a.localHits(() -> a.batches().multiGet(KEYS))).isEqualTo(100);

            a.cache().put("1", "new");
            b.batches().multiEvict(List.of(2L, 3L));
            b.awaitReceived(2);
            a.awaitReceived(1);

            for (LocalNode node : List.of(a, b)) {
                assertThat(node.cache().get(1L, String.class)).isEqualTo("new");
                assertThat(node.batches().multiGet(KEYS)).hasSize(98);
            }
            a.cache().clear();
            b.awaitReceived(3);
            assertThat(b.batches().multiGet(KEYS)).isEmpty();
        }
    }
}
