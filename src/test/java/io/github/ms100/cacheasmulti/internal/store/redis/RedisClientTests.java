package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("L12 how long a client waits for a command is known")
class RedisClientTests {

    static Stream<Arguments> timeouts() {
        return Stream.of(RedisClients.values())
                .flatMap(driver -> Stream.of(
                        Arguments.of(driver, Duration.ofSeconds(3), Duration.ofSeconds(3)),
                        Arguments.of(driver, Duration.ZERO, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @MethodSource("timeouts")
    @DisplayName("L12 a client that waits for ever is one that waits for long")
    void timeout(RedisClients driver, Duration set, Duration expected) throws Exception {
        RedisConnectionFactory connections = driver.connect(TestRedis.port(), set);

        assertThat(RedisClient.of(connections).commandTimeout()).isEqualTo(expected);

        ((DisposableBean) connections).destroy();
    }
}
