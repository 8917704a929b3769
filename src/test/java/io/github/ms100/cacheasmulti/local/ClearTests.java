package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "L12, L16 changes that last, overlap, or are the last of their node are no gaps, and leave other caches alone")
class ClearTests {

    private final Callers callers = new Callers();

    private CommandProxy proxy;

    private CommandProxy proxyOfB;

    private LocalNode a;

    private LocalNode b;

    private int gaps;

    @BeforeEach
    void empty() throws Exception {
        TestRedis.deleteEverything();
        proxy = new CommandProxy();
        proxyOfB = new CommandProxy();
    }

    private void start(RedisClients driver) {
        a = LocalNode.start(LocalNode.connect(driver, proxy, Duration.ofMinutes(1)), ClearTests::withBoats);
        b = LocalNode.start(LocalNode.connect(driver, proxyOfB, Duration.ofMinutes(1)), ClearTests::withBoats);
        for (String cache : List.of("cars", "boats")) {
            a.cache(cache).put(1L, "one");
        }
        b.awaitReceived(2);
        for (String cache : List.of("cars", "boats")) {
            assertThat(b.cache(cache).get(1L, String.class)).isEqualTo("one");
            assertThat(isServedAtB(cache)).isTrue();
        }
        gaps = b.events().gaps;
    }

    private static void withBoats(LocalLevel.Builder level) {
        level.cache("boats", local -> local.maximumSize(10).timeToLive(Duration.ofMinutes(10)));
    }

    private boolean isServedAtB(String cache) {
        return b.localHits(() -> b.cache(cache).get(1L)) == 1;
    }

    @AfterEach
    void stop() throws Exception {
        a.close();
        b.close();
        proxy.close();
        proxyOfB.close();
        callers.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L16 clear of one cache, on all nodes")
    void clear(RedisClients driver) {
        start(driver);
        LocalCars cars = a.cars();
        a.cache("boats").put(1L, "two");
        b.awaitReceived(3);
        assertThat(b.cache("boats").get(1L, String.class)).isEqualTo("two");

        cars.removeAll();
        b.awaitReceived(4);

        assertThat(a.cache().get(1L)).isNull();
        assertThat(b.cache().get(1L)).isNull();
        assertThat(isServedAtB("boats")).isTrue();
        assertThat(a.localHits(() -> a.cache("boats").get(1L))).isOne();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L12 a clear that lasts: its cache is by-passed elsewhere, others are not")
    void lastingClear(RedisClients driver) throws Exception {
        start(driver);
        Hold hold = proxy.holdNext("KEYS");
        var clear = callers.start(() -> {
            a.cache().clear();
            return true;
        });
        hold.awaitReached();

        await().until(() -> !isServedAtB("cars"));
        int before = proxyOfB.count("HGETALL");
        // Longer than a message may be missing without a word.
        await().until(() -> {
            assertThat(isServedAtB("cars")).isFalse();
            assertThat(isServedAtB("boats")).isTrue();
            return proxyOfB.count("HGETALL") >= before + 8;
        });
        hold.release();
        clear.result();
        b.awaitReceived(3);

        assertThat(b.cache().get(1L)).isNull();
        assertThat(isServedAtB("boats")).isTrue();
        assertThat(b.events().gaps).isEqualTo(gaps);
        b.cache().put(1L, "two");
        assertThat(isServedAtB("cars")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L12 messages of one node that come in another order")
    void overlappingChanges(RedisClients driver) throws Exception {
        start(driver);
        Hold hold = proxy.holdNext("PUBLISH");
        var first = callers.start(() -> {
            a.cache().evict(1L);
            return true;
        });
        hold.awaitReached();
        a.cache().evict(2L);
        b.awaitReceived(3);
        hold.release();
        first.result();
        b.awaitReceived(4);

        assertThat(b.cache().get(1L)).isNull();
        awaitComparisons(2);
        assertThat(isServedAtB("boats")).isTrue();
        assertThat(b.events().gaps).isEqualTo(gaps);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L12 a node that leaves")
    void nodeLeaves(RedisClients driver) {
        start(driver);
        a.cache().evict(1L);
        a.close();
        b.awaitReceived(3);

        awaitComparisons(8);
        assertThat(isServedAtB("boats")).isTrue();
        assertThat(b.events().gaps).isEqualTo(gaps);
    }

    private void awaitComparisons(int count) {
        int before = proxyOfB.count("HGETALL");
        await().until(() -> proxyOfB.count("HGETALL") >= before + count);
    }
}
