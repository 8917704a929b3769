package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConfiguration;

@DisplayName("L12 where Redis does not allow what nodes tell each other by, there is no local level")
@ExtendWith(OutputCaptureExtension.class)
class RefusedRedisTests {

    @ParameterizedTest
    @CsvSource({
        "LETTUCE, -hincrby", "JEDIS, -hincrby",
        "LETTUCE, -hdel", "JEDIS, -hdel",
        "LETTUCE, -hgetall", "JEDIS, -hgetall",
        "LETTUCE, -pttl", "JEDIS, -pttl",
        "LETTUCE, -publish", "JEDIS, -publish",
        "LETTUCE, -subscribe", "JEDIS, -subscribe"
    })
    void cacheWorksWithoutCopies(RedisClients driver, String forbidden, CapturedOutput output) {
        TestRedis.deleteEverything();
        RedisConfiguration server = TestRedis.configurationOf("local", "~*", "&*", "+@all", forbidden);
        try (LocalNode node = new LocalNode(driver.connect(server, Duration.ofMinutes(1)), settings -> {})) {
            await().until(() -> output.getOut().contains("There is no local level"));

            node.cache().put(1L, "one");
            node.batches().multiPut(Map.of(2L, "two"));
            assertThat(node.batches().multiGet(List.of(1L, 2L))).hasSize(2);
            assertThat(node.localHits(() -> node.batches().multiGet(List.of(1L, 2L))))
                    .isZero();
            node.batches().multiEvict(List.of(1L, 2L));
            assertThat(node.batches().multiGet(List.of(1L, 2L))).isEmpty();
        }
    }
}
