package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("L15 what one node changes the others see when they have heard of it")
class TwoNodesTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private LocalNode a;

    private LocalNode b;

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    private void start(RedisClients driver) {
        a = LocalNode.start(driver.connect(TestRedis.port(), TIMEOUT));
        b = LocalNode.start(driver.connect(TestRedis.port(), TIMEOUT));
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L3 what has been read from Redis is read from here")
    void fill(RedisClients driver) {
        start(driver);
        a.cache().put(1L, "one");
        a.cache().put(2L, null);

        assertThat(b.localHits(() -> b.batches().multiGet(List.of(1L, 2L, 3L)))).isZero();

        // On a busy machine a message may be missed for a moment, and then it is read once more.
        await().untilAsserted(() -> assertThat(
                        b.localHits(() -> assertThat(b.batches().multiGet(List.of(1L, 2L, 3L)))
                                .hasSize(2)
                                .containsKeys(1L, 2L)))
                .isEqualTo(2));
        await().untilAsserted(() -> assertThat(
                        b.localHits(() -> assertThat(b.cache().get(1L).get()).isEqualTo("one")))
                .isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L6 what has been put here is read from here")
    void put(RedisClients driver) {
        start(driver);
        await().untilAsserted(() -> {
            a.cache().put(1L, "one");
            a.batches().multiPut(Map.of(2L, "two", 3L, "three"));

            assertThat(a.localHits(() -> assertThat(a.batches().multiGet(List.of(1L, 2L, 3L)))
                            .hasSize(3)))
                    .isEqualTo(3);
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L2 a change through any key that is one entry of Redis voids all copies of it")
    void keysOfOneEntry(RedisClients driver) {
        start(driver);
        a.cache().put(1L, "old");
        for (Object key : List.of(1L, 1, "1")) {
            assertThat(b.cache().get(key).get()).isEqualTo("old");
        }

        a.cache().put("1", "new");
        awaitMessages(b, 2);

        for (Object key : List.of(1L, 1, "1")) {
            assertThat(a.cache().get(key).get()).as("%s here", key.getClass()).isEqualTo("new");
            assertThat(b.cache().get(key).get()).as("%s there", key.getClass()).isEqualTo("new");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L9 one message for all keys of an evict, none for a load")
    void messages(RedisClients driver) {
        start(driver);
        Map<Long, String> cars = new HashMap<>();
        IntStream.range(0, 500).forEach(id -> cars.put((long) id, "car " + id));
        a.batches().multiPut(cars);
        assertThat(b.batches().multiGet(cars.keySet())).hasSize(500);
        awaitMessages(b, 1);

        a.batches().multiEvict(cars.keySet());
        awaitMessages(b, 2);

        assertThat(b.events().messages).allMatch(message -> !message.sent() && message.keys() == 500);
        assertThat(b.batches().multiGet(cars.keySet())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L16 a clear empties both levels on all nodes, and no other cache")
    void clear(RedisClients driver) {
        start(driver);
        a.cache().put(1L, "one");
        assertThat(b.cache().get(1L).get()).isEqualTo("one");

        a.cache().clear();
        awaitMessages(b, 2);

        assertThat(a.cache().get(1L)).isNull();
        assertThat(b.cache().get(1L)).isNull();
    }

    private static void awaitMessages(LocalNode node, int count) {
        await().until(() -> node.events().messages.stream()
                        .filter(message -> !message.sent())
                        .mapToInt(BatchListener.Message::keys)
                        .count()
                >= count);
    }
}
