package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.StringRedisSerializer;

@DisplayName("L14, L17 what could not be changed while Redis was away is evicted, and told, when it is back")
class OutageTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

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

    static Stream<Arguments> changes() {
        Named<Consumer<LocalNode>> evict =
                Named.of("evict", node -> node.cache().evict(1L));
        Named<Consumer<LocalNode>> puts =
                Named.of("put of a batch", node -> node.batches().multiPut(Map.of(1L, "new", 2L, "new")));
        return Stream.of(
                Arguments.of(RedisClients.LETTUCE, evict),
                Arguments.of(
                        RedisClients.LETTUCE, Named.<Consumer<LocalNode>>of("evict of a batch", node -> node.batches()
                                .multiEvict(List.of(1L, 2L)))),
                Arguments.of(RedisClients.LETTUCE, Named.<Consumer<LocalNode>>of("clear", node -> node.cache()
                        .clear())),
                Arguments.of(RedisClients.LETTUCE, Named.<Consumer<LocalNode>>of("put", node -> node.cache()
                        .put(1L, "new"))),
                Arguments.of(RedisClients.LETTUCE, puts),
                Arguments.of(RedisClients.JEDIS, evict),
                Arguments.of(RedisClients.JEDIS, puts));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("L14 reported once, gone here at once, and made up for")
    void change(RedisClients driver, Consumer<LocalNode> change) throws Exception {
        try (LocalNode a = LocalNode.start(LocalNode.connect(driver, proxy, TIMEOUT))) {
            changeWithoutRedis(a, change);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("L14 so it is where the lock of the cache cannot be asked for")
    void changeBehindALock(RedisClients driver, Consumer<LocalNode> change) throws Exception {
        try (LocalNode a = LocalNode.startLocking(LocalNode.connect(driver, proxy, TIMEOUT))) {
            changeWithoutRedis(a, change);
        }
    }

    @Test
    @DisplayName("L17 local hits are served where the lock of the cache cannot be asked for")
    void readBehindALock() throws Exception {
        try (LocalNode node = LocalNode.startLocking(LocalNode.connect(RedisClients.LETTUCE, proxy, TIMEOUT))) {
            node.batches().multiPut(Map.of(1L, "one", 2L, "two"));

            proxy.cut();

            assertThatExceptionOfType(PartialBatchException.class)
                    .isThrownBy(() -> node.batches().multiGet(List.of(1L, 2L, 3L)))
                    .satisfies(failure -> assertThat(failure.getFailures()).containsOnlyKeys(3L));
        }
    }

    private void changeWithoutRedis(LocalNode a, Consumer<LocalNode> change) throws Exception {
        try (LocalNode b = LocalNode.start()) {
            b.batches().multiPut(Map.of(1L, "old", 2L, "old"));
            a.awaitReceived(1);
            a.batches().multiGet(List.of(1L, 2L));
            assertThat(a.localHits(() -> a.batches().multiGet(List.of(1L, 2L)))).isEqualTo(2);

            proxy.cut();
            assertThatThrownBy(() -> change.accept(a)).isInstanceOf(RuntimeException.class);
            a.events().lookups.clear();
            catchThrowable(() -> a.cache().get(1L));
            assertThat(a.events().lookups).allMatch(lookup -> lookup.hits() == 0);
            assertThat(b.cache().get(1L, String.class)).isEqualTo("old");

            proxy.heal();
            b.awaitReceived(1);
            await().until(() -> b.cache().get(1L) == null && !isInRedis(1));
            await().ignoreExceptions().until(() -> a.cache().get(1L) == null);
        }
    }

    @Test
    @DisplayName("L14, L2 a clear that is made up for is that of the thread that asked for it")
    void clearOfATenant() throws Exception {
        ThreadLocal<String> tenant = ThreadLocal.withInitial(() -> "nobody");
        SerializationPair<String> byThread = SerializationPair.fromSerializer(new StringRedisSerializer() {
            @Override
            public byte[] serialize(@Nullable String key) {
                return super.serialize(tenant.get() + "|" + key);
            }
        });
        try (LocalNode node = new LocalNode(
                LocalNode.connect(RedisClients.LETTUCE, proxy, TIMEOUT),
                settings -> {},
                configuration -> configuration.serializeKeysWith(byThread))) {
            node.awaitServing();
            for (String one : List.of("blue", "red")) {
                tenant.set(one);
                node.cache().put(1L, "old");
            }

            proxy.cut();
            assertThatThrownBy(() -> node.cache().clear()).isInstanceOf(RuntimeException.class);
            proxy.heal();

            await().until(() -> !isInRedis("red|cars::1"));
            assertThat(isInRedis("blue|cars::1")).isTrue();
        }
    }

    @Test
    @DisplayName("L17 local hits are served while Redis is away, nothing is filled, evicts are made up for")
    void coolDown() {
        try (LocalNode b = LocalNode.start()) {
            application().run(context -> {
                LocalCars cars = context.getBean(LocalCars.class);
                LocalNode.Events events = context.getBean(LocalNode.Events.class);
                await().until(() -> {
                    events.lookups.clear();
                    cars.find(List.of(1L, 2L, 3L));
                    return events.lookups.stream().anyMatch(lookup -> lookup.hits() == 3);
                });
                cars.takeLoaded();
                b.batches().multiGet(List.of(1L, 2L, 3L));
                proxy.cut();

                assertThat(cars.find(List.of(1L, 2L, 3L, 4L))).hasSize(4);
                assertThat(cars.takeLoaded()).containsExactly(4L);
                cars.remove(List.of(2L));
                assertThat(cars.find(List.of(1L, 2L, 3L))).hasSize(3);
                assertThat(cars.takeLoaded()).containsExactly(2L);

                servesCopiesAlone(cars, events);

                proxy.heal();
                b.awaitReceived(1);
                await().until(() -> !isInRedis(2) && b.cache().get(2L) == null);
                // Its own message may have come before the subscription did: then all copies are void (L12).
                for (int call = 0; call < 2; call++) {
                    assertThat(cars.find(List.of(2L, 5L))).hasSize(2);
                    assertThat(cars.takeLoaded()).as("the cool-down lasts").containsExactly(2L, 5L);
                }
                assertThat(isInRedis(5)).isFalse();
                cars.remove(List.of(3L));
                assertThat(isInRedis(3)).isFalse();
            });
        }
    }

    /** Keys 2 and 5 have no copies, and Redis is not asked. */
    private static void servesCopiesAlone(LocalCars cars, LocalNode.Events events) {
        for (int call = 0; call < 2; call++) {
            events.lookups.clear();
            assertThat(cars.find(List.of(1L, 2L, 5L))).hasSize(3);
            assertThat(cars.takeLoaded()).as("nothing is filled").containsExactly(2L, 5L);
            assertThat(events.lookups)
                    .extracting(BatchListener.LocalLookup::hits)
                    .as("local hits of a batch that does not ask Redis")
                    .containsExactly(1);
        }
    }

    private ApplicationContextRunner application() {
        return BootApplications.withRedisCachesAt("127.0.0.1", proxy.port())
                .withUserConfiguration(Application.class)
                .withBean(LocalCars.class)
                .withBean(LocalNode.Events.class)
                .withPropertyValues(
                        "spring.data.redis.timeout=1s",
                        "cache-as-multi.on-cache-failure=log",
                        "cache-as-multi.cool-down=1h",
                        "cache-as-multi.local.check-interval=200ms",
                        "cache-as-multi.local.max-unvalidated=1h",
                        "cache-as-multi.caches.cars.local.maximum-size=1000",
                        "cache-as-multi.caches.cars.local.time-to-live=10m");
    }

    private static boolean isInRedis(long id) {
        return isInRedis("cars::" + id);
    }

    private static boolean isInRedis(String key) {
        return TestRedis.<Boolean>onServer(
                connection -> connection.keyCommands().exists(key.getBytes(StandardCharsets.UTF_8)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Application {}
}
