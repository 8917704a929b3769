package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

@DisplayName("A2 values that may be there or not, as JSON in Redis, come later as they come at once")
class RedisOptionalTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final LettuceConnectionFactory connections = TestRedis.lettuce();

    private final CachingContext context = CachingContext.of(
            RedisManagers.of(
                    connections,
                    RedisCacheConfiguration.defaultCacheConfig()
                            .prefixCacheNameWith("optionals as JSON:")
                            .serializeValuesWith(SerializationPair.fromSerializer(JsonRedisSerializer.create(
                                    List.of(Car.class.getName()), Car.class.getClassLoader())))),
            connections,
            Table.class,
            Cars.class);

    private final Table table = context.bean(Table.class);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void close() {
        TestRedis.deleteEverything();
        context.close();
    }

    @Test
    @DisplayName("twice, from Redis the second time, beside a method for one")
    void twice() {
        Map<Long, Optional<Car>> expected =
                Map.of(1L, Optional.of(new Car(1, "one")), 2L, Optional.of(new Car(2, "two")));

        assertThat(cars.findByIds(List.of(1L, 2L, 9L))).succeedsWithin(SOON).isEqualTo(expected);
        assertThat(cars.findByIds(List.of(1L, 2L, 9L))).succeedsWithin(SOON).isEqualTo(expected);
        assertThat(cars.findById(1L)).contains(new Car(1, "one"));
        assertThat(cars.findById(9L)).isEmpty();
        assertThat(table.queries).containsExactly(List.of(1L, 2L, 9L));

        assertThat(cars.findById(3L)).contains(new Car(3, "three"));
        assertThat(cars.findByIds(List.of(3L, 1L)))
                .succeedsWithin(SOON)
                .isEqualTo(Map.of(3L, Optional.of(new Car(3, "three")), 1L, Optional.of(new Car(1, "one"))));
        assertThat(table.queries).containsExactly(List.of(1L, 2L, 9L), List.of(3L));
    }

    /** A row. */
    public record Car(long id, String name) {}

    /** Three cars, and what was asked for. */
    public static class Table {

        private static final Map<Long, Car> ROWS =
                Map.of(1L, new Car(1, "one"), 2L, new Car(2, "two"), 3L, new Car(3, "three"));

        private final List<List<Long>> queries = new CopyOnWriteArrayList<>();

        Map<Long, Optional<Car>> find(List<Long> ids) {
            queries.add(List.copyOf(ids));
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> Optional.ofNullable(ROWS.get(id))));
        }
    }

    public static class Cars {

        private final Table table;

        Cars(Table table) {
            this.table = table;
        }

        @Cacheable("cars")
        public CompletableFuture<Map<Long, Optional<Car>>> findByIds(@CacheAsMulti List<Long> ids) {
            return CompletableFuture.supplyAsync(() -> table.find(ids));
        }

        @Cacheable("cars")
        public Optional<Car> findById(Long id) {
            return table.find(List.of(id)).get(id);
        }
    }
}
