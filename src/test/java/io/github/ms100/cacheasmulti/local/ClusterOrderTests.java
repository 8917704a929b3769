package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import redis.clients.jedis.Jedis;

@DisplayName("L6 a change can be seen in Redis by the time its message is")
class ClusterOrderTests {

    private static final int CHANGES = 1_000;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    static Stream<Arguments> servers() {
        return Stream.of(RedisClients.values())
                .flatMap(driver -> Stream.of(
                        Arguments.of(driver, TestRedisCluster.configuration()),
                        Arguments.of(driver, TestRedis.configuration(TestRedis.port()))));
    }

    @ParameterizedTest
    @MethodSource("servers")
    @DisplayName(
            "L6, L15 1,000 puts and evicts of one key: no message comes before its change, and the last is what all see")
    void putsAndEvicts(RedisClients driver, RedisConfiguration servers) {
        empty();
        RedisConnectionFactory reading = driver.connect(servers, TIMEOUT);
        try (LocalNode a = LocalNode.start(driver.connect(servers, TIMEOUT));
                LocalNode b = LocalNode.start(driver.connect(servers, TIMEOUT))) {
            Queue<String> early = new ConcurrentLinkedQueue<>();
            b.events().onReceived = message -> {
                long heard = b.events().received();
                String now = value(reading);
                if (now != null && Long.parseLong(now) < heard) {
                    early.add("message %d before its change: %s".formatted(heard, now));
                }
            };
            for (long change = 1; change <= CHANGES; change++) {
                if (change % 3 == 0) {
                    a.cache().evict("key");
                } else {
                    a.cache().put("key", change);
                }
                if (change % 100 == 0) {
                    b.cache().get("key");
                }
            }
            b.awaitReceived(CHANGES);

            assertThat(early).isEmpty();
            assertThat(b.cache().get("key").get()).isEqualTo((long) CHANGES);
            assertThat(a.localHits(() -> a.cache().get("key"))).isOne();
        }
    }

    private static String value(RedisConnectionFactory connections) {
        try (RedisConnection connection = connections.getConnection()) {
            byte[] value = connection.stringCommands().get("cars::key".getBytes(StandardCharsets.UTF_8));
            return (value == null) ? null : new String(value, StandardCharsets.UTF_8);
        }
    }

    private static void empty() {
        TestRedis.deleteEverything();
        TestRedisCluster.servers().ports().forEach(port -> TestRedisCluster.servers()
                .on(port, Jedis::flushAll));
    }
}
