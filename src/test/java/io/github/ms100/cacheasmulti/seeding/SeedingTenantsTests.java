package io.github.ms100.cacheasmulti.seeding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.seeding.SeedingCars.Car;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Flux;

@DisplayName("P8, A3 rows that pass where another tenant is at work")
class SeedingTenantsTests {

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "none");

    private final LettuceConnectionFactory connections = TestRedis.lettuce();

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @AfterEach
    void stop() {
        TENANT.remove();
        TestRedis.deleteEverything();
    }

    static Stream<Arguments> ways() {
        Supplier<Object> stream = () -> Stream.of(new Car(1, "one"), new Car(2, "two"));
        Supplier<Object> flux = () -> Flux.just(new Car(1, "one"), new Car(2, "two"));
        Function<SeedingCars, Supplier<List<Car>>> streaming = cars -> cars.stream()::toList;
        Function<SeedingCars, Supplier<List<Car>>> publishing = cars -> {
            Flux<Car> rows = cars.flux();
            return () -> rows.collectList().block();
        };
        return Stream.of(
                Arguments.of(Named.of("stream", stream), streaming), Arguments.of(Named.of("flux", flux), publishing));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("P8, A3 belong to the tenant of the call")
    void tenants(Supplier<Object> finder, Function<SeedingCars, Supplier<List<Car>>> call) {
        RedisCacheManager caches = RedisManagers.of(
                connections,
                RedisCacheConfiguration.defaultCacheConfig()
                        .computePrefixWith(name -> TENANT.get() + ":" + name + ":"));
        try (CachingContext context =
                CachingContext.of(caches, connections, SeedingCars.class, SeedingTests.Generators.class)) {
            SeedingCars cars = context.bean(SeedingCars.class);
            SeedingCars target = (SeedingCars) AopProxyUtils.getSingletonTarget(cars);
            target.finder = finder;

            TENANT.set("acme");
            Supplier<List<Car>> rows = call.apply(cars);
            TENANT.set("another");
            assertThat(rows.get()).hasSize(2);

            assertThat(Arrays.stream(TestRedis.keys()).map(key -> new String(key, UTF_8)))
                    .containsExactlyInAnyOrder("acme:cars:1", "acme:cars:2");
        }
    }
}
