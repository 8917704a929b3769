package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("B1 Boot's meters count the elements of batch methods")
class RedisMetersTests {

    private final ApplicationContextRunner application = BootApplications.withRedisCaches()
            .withUserConfiguration(Application.class)
            .withBean(Cars.class);

    @BeforeEach
    void deleteEverything() {
        TestRedis.deleteEverything();
    }

    @Test
    void elementsOfBatchMethodsAreCounted() {
        application
                .withPropertyValues("spring.cache.redis.enable-statistics=true")
                .run(context -> {
                    MeterRegistry meters = new SimpleMeterRegistry();
                    SpringLine.redisMeters(cars(context)).bindTo(meters);
                    Cars cars = context.getBean(Cars.class);

                    cars.find(List.of(1, 2, 3));
                    cars.find(List.of(2, 3, 4));
                    cars.remove(List.of(1, 2));

                    assertThat(gets(meters, "hit")).isEqualTo(2);
                    assertThat(gets(meters, "miss")).isEqualTo(4);
                    assertThat(gets(meters, "pending")).isZero();
                    assertThat(meters.get("cache.puts").functionCounter().count())
                            .isEqualTo(4);
                    assertThat(meters.get("cache.removals").functionCounter().count())
                            .isEqualTo(2);
                });
    }

    @Test
    void nothingIsCountedUnlessStatisticsAreOn() {
        application.run(context -> {
            context.getBean(Cars.class).find(List.of(1, 2, 3));

            assertThat(cars(context).getStatistics().getGets()).isZero();
        });
    }

    @Test
    @DisplayName("S2 a writer of the user's own is not displaced")
    void writerOfTheUserStays() {
        LettuceConnectionFactory connections = TestRedis.lettuce();
        RedisCacheWriter own = RedisCacheWriter.nonLockingRedisCacheWriter(connections);
        application
                .withBean(
                        SpringLine.redisCustomizerType(),
                        () -> SpringLine.redisCustomizer(builder -> builder.cacheWriter(own)))
                .run(context -> assertThat(cars(context).getNativeCache()).isSameAs(own));
        application.run(
                context -> assertThat(cars(context).getNativeCache()).isInstanceOf(CountingRedisCacheWriter.class));
        connections.destroy();
    }

    private static RedisCache cars(AssertableApplicationContext context) {
        return (RedisCache) context.getBean(RedisCacheManager.class).getCache("cars");
    }

    private static double gets(MeterRegistry meters, String result) {
        return meters.get("cache.gets").tag("result", result).functionCounter().count();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Application {}

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids) {}
    }
}
