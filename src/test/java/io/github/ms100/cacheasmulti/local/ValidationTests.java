package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("L13 local copies are served when it is known that all changes have been heard of")
class ValidationTests {

    private CommandProxy proxy;

    @BeforeEach
    void start() throws Exception {
        TestRedis.deleteEverything();
        proxy = new CommandProxy();
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L13 nothing is served, and what is there is void, before the first comparison")
    void beforeTheFirstComparison(RedisClients driver) {
        Hold comparison = proxy.holdNext("HGETALL");
        try (LocalNode node = new LocalNode(LocalNode.connect(driver, proxy, Duration.ofMinutes(1)), level -> {})) {
            comparison.awaitReached();
            node.cache().put(1L, "one");
            assertThat(node.cache().get(1L, String.class)).isEqualTo("one");
            assertThat(node.events().lookups).isEmpty();

            comparison.release();
            node.awaitServing();

            assertThat(node.localHits(() -> node.cache().get(1L))).isZero();
            assertThat(node.localHits(() -> node.cache().get(1L))).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L13 after a reconnection nothing is served before a comparison")
    void afterReconnection(RedisClients driver) throws Exception {
        try (LocalNode a = LocalNode.start();
                LocalNode b = LocalNode.start(LocalNode.connect(driver, proxy, Duration.ofMinutes(1)))) {
            a.cache().put(1L, "one");
            b.awaitReceived(1);
            b.cache().get(1L);
            assertThat(b.localHits(() -> b.cache().get(1L))).isOne();
            Hold subscription = proxy.holdNext("SUBSCRIBE");
            proxy.cut();
            proxy.heal();
            subscription.awaitReached();
            Hold comparison = proxy.holdNext("HGETALL");
            comparison.awaitReached();
            subscription.release();

            await().ignoreExceptions().until(() -> asked(b));
            comparison.release();
            assertThat(b.localHitsOnceServed(() -> b.cache().get(1L))).isOne();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("L13 when copies are not served any more, and when they are again, is told and logged")
    void isToldAndLogged(CapturedOutput output) throws Exception {
        try (LocalNode node =
                LocalNode.start(LocalNode.connect(RedisClients.LETTUCE, proxy, Duration.ofSeconds(1)), level -> {})) {
            assertThat(node.events().unvalidated).as("so it is at the start").isEqualTo(1);
            assertThat(output).doesNotContain("not served any more");

            proxy.cut();
            await().until(() -> node.events().unvalidated == 2);
            assertThat(output).containsOnlyOnce("Local copies are not served any more");
            assertThat(node.events().served).isEqualTo(1);

            proxy.heal();
            await().until(() -> node.events().served == 2);
            assertThat(output.toString().split("Local copies are served, after ", -1))
                    .hasSize(3);
        }
    }

    private static boolean asked(LocalNode node) {
        node.events().lookups.clear();
        assertThat(node.cache().get(1L, String.class)).isEqualTo("one");
        return node.events().lookups.isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L3, L13 an application starts without Redis, and serves copies once it is there")
    void startsWithoutRedis(RedisClients driver) throws Exception {
        proxy.cut();
        try (LocalNode node = new LocalNode(driver.connect(proxy.port(), Duration.ofSeconds(1)), level -> {})) {
            proxy.heal();
            node.awaitServing();
            await().ignoreExceptions().until(() -> {
                node.cache().put(1L, "one");
                return node.localHits(() -> node.cache().get(1L)) == 1;
            });
        }
    }

    @Test
    @DisplayName(
            "L12, L13 a server that has lost what was announced: a gap for all, and the node that finds it tells all")
    void serverLosesCounts() {
        try (LocalNode a = LocalNode.start();
                LocalNode b = LocalNode.start()) {
            a.cache().put(1L, "one");
            b.awaitReceived(1);
            b.cache().get(1L);
            assertThat(b.localHits(() -> b.cache().get(1L))).isOne();

            TestRedis.deleteEverything();

            await().until(() -> b.cache().get(1L) == null && a.cache().get(1L) == null);
            b.awaitReceived(2);
            a.cache().put(1L, "two");
            b.awaitReceived(3);
            assertThat(b.cache().get(1L, String.class)).isEqualTo("two");
            assertThat(b.localHits(() -> b.cache().get(1L))).isOne();
        }
    }

    @Test
    @DisplayName("L10 channel and numbers have one name; nodes on another channel hear nothing")
    void channel() {
        try (LocalNode a = LocalNode.start(TestRedis.lettuce(), level -> level.channel("garage"));
                LocalNode b = LocalNode.start();
                LocalNode c = LocalNode.start(TestRedis.lettuce(), level -> level.channel("garage"))) {
            a.cache().put(1L, "one");
            c.awaitReceived(1);

            assertThat(b.events().messages).isEmpty();
            assertThat(TestRedis.<List<byte[]>>onServer(
                            connection -> connection.hashCommands().hVals(bytes("garage"))))
                    .extracting(count -> new String(count, StandardCharsets.UTF_8))
                    .contains("1");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
