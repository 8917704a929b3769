package io.github.ms100.cacheasmulti.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.local.LocalCars.Row;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.cache.RedisCache;

@DisplayName("P7, L9 what is cached though nobody has looked for it")
class SeedingTests {

    private static final List<Long> IDS = List.of(1L, 2L, 3L);

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    static Stream<Named<BiConsumer<LocalCars, Map<Long, String>>>> ways() {
        return Stream.of(Named.of("at once", LocalCars::seed), Named.of("later", (cars, seeds) -> cars.seedLater(seeds)
                .join()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("P7, L9 is told to other nodes as puts are, in one message, and no node keeps copies of it")
    void seeds(BiConsumer<LocalCars, Map<Long, String>> seeding) {
        try (LocalNode a = LocalNode.start();
                LocalNode b = LocalNode.start()) {
            LocalCars cars = a.cars();
            cars.find(IDS);
            assertThat(b.batches().multiGet(IDS)).hasSize(3);

            seeding.accept(cars, Map.of(1L, "seeded 1", 2L, "seeded 2"));
            b.awaitReceived(1);

            assertThat(b.events().messages).singleElement().satisfies(message -> assertThat(message.keys())
                    .isEqualTo(2));
            assertThat(a.localHits(() ->
                            assertThat(a.batches().multiGet(IDS).get(1L).get()).isEqualTo("seeded 1")))
                    .isEqualTo(1);
            assertThat(b.localHits(() ->
                            assertThat(b.batches().multiGet(IDS).get(2L).get()).isEqualTo("seeded 2")))
                    .isEqualTo(1);
            assertThat(cars.find(IDS)).containsEntry(1L, "seeded 1").containsEntry(3L, "car 3");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "P7, S27 what another node has changed since the method began is not stored, even where that comes to light late")
    void changedElsewhere(BiConsumer<LocalCars, Map<Long, String>> seeding) {
        try (LocalNode a = LocalNode.start();
                LocalNode b = LocalNode.start()) {
            LocalCars cars = a.cars();
            Map<Long, String> seeds = new LinkedHashMap<>();
            seeds.put(1L, "older");
            seeds.put(2L, "seeded 2");
            cars.onSeed(() -> {
                b.cache().put(1L, "newer");
                a.awaitReceived(1);
            });

            seeding.accept(cars, seeds);

            assertThat(b.batches().multiGet(List.of(1L, 2L)))
                    .hasEntrySatisfying(2L, value -> assertThat(value.get()).isEqualTo("seeded 2"));
            assertThat(b.cache().get(1L, String.class)).isNotEqualTo("older");
            assertThat(a.cache().get(1L, String.class)).isNotEqualTo("older");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("P7, L8 what another node has changed before it was put, and tells of afterwards, is evicted again")
    void messageComesAfterwards(BiConsumer<LocalCars, Map<Long, String>> seeding) throws Exception {
        try (CommandProxy proxy = new CommandProxy();
                LocalNode a = LocalNode.start();
                LocalNode b = LocalNode.start(RedisClients.LETTUCE, proxy);
                Callers callers = new Callers()) {
            Hold message = proxy.holdNext("PUBLISH");
            a.cars().onSeed(() -> {
                callers.start(() -> {
                    b.cache().evict(1L);
                    return true;
                });
                message.awaitReached();
            });
            seeding.accept(a.cars(), Map.of(1L, "older", 2L, "seeded 2"));
            assertThat(isInRedis(1)).isTrue();

            message.release();

            await().until(() -> !isInRedis(1));
            assertThat(isInRedis(2)).isTrue();
        }
    }

    private static boolean isInRedis(int id) {
        return TestRedis.<Boolean>onServer(
                connection -> connection.keyCommands().exists(("cars::" + id).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "P7 is no change to itself: of many portions all is stored, whichever keys look alike to the local level")
    void manyPortions(BiConsumer<LocalCars, Map<Long, String>> seeding) {
        try (LocalNode a = LocalNode.start()) {
            Map<Long, String> seeds = new LinkedHashMap<>();
            LongStream.range(0, 40_000).forEach(id -> seeds.put(id, "seeded " + id));

            seeding.accept(a.cars(), seeds);

            assertThat(a.batches().multiGet(seeds.keySet())).hasSize(seeds.size());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("P7, B3 is no change to itself through a converter of the user's own, either")
    void usersConverter(BiConsumer<LocalCars, Map<Long, String>> seeding) {
        try (LocalNode a = LocalNode.start();
                CachingContext application = CachingContext.of(a.manager(), LocalCars.class, OneByOne.class)) {
            seeding.accept(application.bean(LocalCars.class), Map.of(1L, "seeded 1", 2L, "seeded 2"));

            assertThat(a.batches().multiGet(IDS)).containsOnlyKeys(1L, 2L);
        }
    }

    @Test
    @DisplayName("P8 of two rows of one element, in two portions, the last counts")
    void lastRowCounts() {
        try (LocalNode a = LocalNode.start()) {
            LocalCars cars = a.cars();
            Stream<Row> rows = LongStream.range(0, 1_001)
                    .mapToObj(row -> (row == 1_000) ? new Row(0L, "last") : new Row(row, "first"));
            try (Stream<Row> seeded = cars.seedRows(rows)) {
                assertThat(seeded.filter(row -> row.id() == 0L)).hasSize(2);
            }

            assertThat(a.cache().get(0L, Row.class)).isEqualTo(new Row(0L, "last"));
        }
    }

    /** Makes each entry of a batch a call of its own. */
    static class OneByOne implements EnhancedCacheConverter<RedisCache> {

        @Override
        public EnhancedCache convert(RedisCache cache) {
            return new Loop(cache);
        }

        private static final class Loop extends WrappedCache implements EnhancedCache {

            Loop(RedisCache cache) {
                super(cache);
            }

            @Override
            public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
                Map<Object, ValueWrapper> found = new LinkedHashMap<>();
                keys.forEach(key -> {
                    ValueWrapper value = get(key);
                    if (value != null) {
                        found.put(key, value);
                    }
                });
                return found;
            }

            @Override
            public void multiPut(Map<?, ?> map) {
                map.forEach(this::put);
            }

            @Override
            public void multiEvict(Collection<?> keys) {
                keys.forEach(this::evict);
            }
        }
    }
}
