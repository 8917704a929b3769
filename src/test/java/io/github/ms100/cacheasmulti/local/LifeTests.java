package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import io.lettuce.core.ReadFrom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("L4, L5 what local copies are and how long they live")
class LifeTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private LocalNode writer;

    @BeforeEach
    void start() {
        TestRedis.deleteEverything();
        writer = LocalNode.start();
    }

    @AfterEach
    void stop() {
        writer.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L4 copies are objects, or bytes that nobody can change")
    void copies(LocalLevel.Copies copies) {
        try (LocalNode node = LocalNode.start(
                TestRedis.lettuce(),
                level -> level.cache(
                        LocalNode.CACHE,
                        local -> local.maximumSize(10).timeToLive(TIMEOUT).copies(copies)))) {
            writer.cache().put(1L, new ArrayList<>(List.of("wheel")));
            node.awaitReceived(1);
            change(node, 1L);
            node.cache().put(2L, new ArrayList<>(List.of("wheel")));
            change(node, 2L);

            boolean changes = copies == LocalLevel.Copies.OBJECTS;
            for (long id = 1; id <= 2; id++) {
                long key = id;
                assertThat(node.localHits(
                                () -> assertThat((List<?>) node.cache().get(key).get())
                                        .hasSize(changes ? 2 : 1)))
                        .isOne();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void change(LocalNode node, long key) {
        ((List<String>) node.cache().get(key).get()).add("scratch");
    }

    static Stream<Arguments> reads() {
        return Stream.of(RedisClients.values()).flatMap(driver -> Stream.<Named<Consumer<LocalNode>>>of(
                        Named.of("single read", node -> node.cache().get(1L)),
                        Named.of("batch read", node -> node.batches().multiGet(List.of(1L, 2L))),
                        Named.of("put", node -> node.cache("short").put(1L, "one")))
                .map(read -> Arguments.of(driver, read)));
    }

    @ParameterizedTest
    @MethodSource("reads")
    @DisplayName("L5 a copy does not outlive its entry")
    void shortLife(RedisClients driver, Consumer<LocalNode> fill) {
        try (LocalNode node = new LocalNode(
                driver.connect(TestRedis.port(), TIMEOUT),
                level -> level.cache("short", local -> local.maximumSize(10).timeToLive(Duration.ofMinutes(10))),
                configuration -> configuration.entryTtl((key, value) -> Duration.ofMillis(300)))) {
            node.awaitServing();
            writer.cache().put(1L, "one");
            TestRedis.onServer(connection -> connection.keyCommands().pExpire(bytes("cars::1"), 300));
            fill.accept(node);

            await().until(() -> TestRedis.<Boolean>onServer(
                    connection -> !connection.keyCommands().exists(bytes("cars::1"))
                            && !connection.keyCommands().exists(bytes("short::1"))));
            assertThat(node.cache().get(1L)).isNull();
            assertThat(node.cache("short").get(1L)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L5 a copy does not outlive the local time to live, also of an entry that lives for good")
    void localTimeToLive(RedisClients driver) {
        writer.cache().put(1L, "one");
        TestRedis.onServer(connection -> connection.keyCommands().persist(bytes("cars::1")));
        try (LocalNode node = new LocalNode(
                driver.connect(TestRedis.port(), TIMEOUT),
                level -> level.cache("cars", local -> local.maximumSize(10).timeToLive(Duration.ofMillis(500))))) {
            node.awaitServing();
            node.cache().get(1L);
            node.events().lookups.clear();

            await().until(() -> {
                assertThat(node.cache().get(1L, String.class)).isEqualTo("one");
                return node.events().lookups.stream().anyMatch(lookup -> lookup.hits() == 0);
            });
            await().until(() -> node.localHits(() -> node.cache().get(1L)) == 1);
        }
    }

    @Test
    @DisplayName("L5 a client that reads from replicas keeps nothing, says so once, and tells others what it changes")
    void replicas(CapturedOutput output) {
        try (LocalNode node = new LocalNode(
                RedisClients.lettuce(
                        TestRedis.configuration(TestRedis.port()),
                        TIMEOUT,
                        client -> client.readFrom(ReadFrom.REPLICA_PREFERRED)),
                settings -> {})) {
            writer.cache().get(1L);
            node.cache().put(1L, "one");
            writer.awaitReceived(1);
            assertThat(writer.cache().get(1L, String.class)).isEqualTo("one");

            assertThat(node.localHits(
                            () -> assertThat(node.cache().get(1L, String.class)).isEqualTo("one")))
                    .isZero();
            assertThat(output).containsOnlyOnce("replica");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
