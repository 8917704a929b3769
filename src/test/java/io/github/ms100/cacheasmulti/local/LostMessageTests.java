package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

@DisplayName("L12 a message that does not come is noticed, and nothing else is taken for that")
class LostMessageTests {

    /** Longer than an answer takes on a busy machine: only a silent server lets a read fail. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private CommandProxy proxy;

    private LocalNode a;

    private LocalNode b;

    private int gaps;

    @BeforeEach
    void empty() throws Exception {
        TestRedis.deleteEverything();
        proxy = new CommandProxy();
    }

    private void start(RedisClients driver) {
        a = LocalNode.start();
        b = LocalNode.start(
                driver.connect(proxy.port(), TIMEOUT), level -> level.maxUnvalidated(Duration.ofSeconds(1)));
        a.cache().put(1L, "old");
        b.awaitReceived(1);
        assertThat(b.cache().get(1L, String.class)).isEqualTo("old");
        await().until(this::isServedAtB);
        gaps = b.events().gaps;
    }

    @AfterEach
    void stop() throws Exception {
        a.close();
        b.close();
        proxy.close();
    }

    private boolean isServedAtB() {
        return b.localHits(() -> b.cache().get(1L)) == 1;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L12, L15 a node that dies between its change and its message: the others do without their copies")
    void senderDies(RedisClients driver) {
        start(driver);

        TestRedis.onServer(connection -> {
            connection.hashCommands().hIncrBy(bytes("cache-as-multi"), bytes("abc"), 1);
            return connection.keyCommands().del(bytes("cars::1"));
        });

        await().until(() -> b.cache().get(1L) == null);
        // The server is asked, too, where a comparison is late: that is earlier than the gap.
        await().until(() -> b.events().gaps > gaps);
        awaitComparisons(5);
        assertThat(b.events().gaps).isEqualTo(gaps + 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L12 a message that is sent while a subscription is broken")
    void messageIsLost(RedisClients driver) {
        start(driver);
        Hold subscribing = proxy.holdNext("SUBSCRIBE");

        killSubscriptions();
        subscribing.awaitReached();
        a.cache().evict(1L);
        subscribing.release();

        await().until(() -> b.cache().get(1L) == null);
        // The server is asked, too, where a comparison is late: that is earlier than the gap.
        await().until(() -> b.events().gaps > gaps);
        awaitComparisons(5);
        assertThat(b.events().gaps).isEqualTo(gaps + 1);
        assertThat(b.events().received()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L12 a subscription that is lost while nothing changes voids nothing")
    void subscriptionIsLost(RedisClients driver) {
        start(driver);

        int subscriptions = proxy.count("SUBSCRIBE");
        killSubscriptions();
        await().until(() -> proxy.count("SUBSCRIBE") > subscriptions);
        awaitComparisons(3);

        assertThat(b.localHitsOnceServed(() -> b.cache().get(1L))).isOne();
        assertThat(b.events().gaps).isEqualTo(gaps);
        await().until(() -> {
            a.cache().evict(2L);
            return b.events().received() > 1;
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S2, L12 a subscription that is lost leaves no connection behind")
    void lostSubscriptionIsGone(RedisClients driver) {
        start(driver);

        for (int lost = 1; lost <= 3; lost++) {
            int subscriptions = proxy.count("SUBSCRIBE");
            killSubscriptions();
            await().until(() -> proxy.count("SUBSCRIBE") > subscriptions);
        }

        await().untilAsserted(() -> assertThat(clients()).doesNotContain("cmd=unsubscribe"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L13 copies are not served while Redis is silent, and are again when it answers")
    void connectionIsHalfOpen(RedisClients driver) {
        start(driver);
        int served = b.events().served;

        proxy.freeze();
        await().ignoreExceptions()
                .until(() -> isRedisAsked() && b.events().lookups.isEmpty());
        proxy.thaw();

        await().until(() -> b.events().served > served);
        assertThat(b.localHitsOnceServed(() -> b.cache().get(1L))).isOne();
        assertThat(b.events().gaps).isEqualTo(gaps);
    }

    /** Reads at B, which fails if Redis does not answer; returns whether it has failed. */
    private boolean isRedisAsked() {
        b.events().lookups.clear();
        try {
            b.cache().get(1L);
            return false;
        } catch (RuntimeException ex) {
            return true;
        }
    }

    private void awaitComparisons(int count) {
        int before = proxy.count("HGETALL");
        await().until(() -> proxy.count("HGETALL") >= before + count);
    }

    private static String clients() {
        try (Jedis admin = new Jedis(TestRedis.host(), TestRedis.port())) {
            return admin.clientList();
        }
    }

    private static void killSubscriptions() {
        try (Jedis admin = new Jedis(TestRedis.host(), TestRedis.port())) {
            admin.sendCommand(Command.CLIENT, "KILL", "TYPE", "pubsub");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
