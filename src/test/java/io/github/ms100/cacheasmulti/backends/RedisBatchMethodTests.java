package io.github.ms100.cacheasmulti.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("S1, B1 what a call of a batch method costs on the wire, counted by the server")
class RedisBatchMethodTests {

    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @ParameterizedTest
    @EnumSource
    void hundredMissesAreOneMgetAndHundredSetsAndHundredHitsAreOneMget(RedisClients driver) {
        RedisConnectionFactory connections = driver.connect(TestRedis.port(), Duration.ofMinutes(1));
        try (CachingContext context = CachingContext.of(manager(connections), connections, Cars.class)) {
            Cars cars = context.bean(Cars.class);
            Commands before = Commands.count();

            cars.find(HUNDRED);
            assertThat(Commands.count().since(before)).isEqualTo(new Commands(1, 0, 100, 0));

            cars.find(HUNDRED);
            assertThat(Commands.count().since(before)).isEqualTo(new Commands(2, 0, 100, 0));

            cars.remove(HUNDRED);
            assertThat(Commands.count().since(before)).isEqualTo(new Commands(2, 0, 100, 1));
        }
    }

    @Test
    void everyEntryHasTheTimeToLiveOfItsCache() {
        RedisConnectionFactory connections = TestRedis.lettuce();
        try (CachingContext context = CachingContext.of(manager(connections), connections, Cars.class)) {
            context.bean(Cars.class).find(HUNDRED);
        }

        long left = TestRedis.onServer(
                connection -> connection.keyCommands().pTtl("cars::99".getBytes(StandardCharsets.UTF_8)));
        assertThat(left).isBetween(1L, Duration.ofHours(1).toMillis());
    }

    private static RedisCacheManager manager(RedisConnectionFactory connections) {
        RedisCacheManager manager = RedisCacheManager.builder(connections)
                .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofHours(1)))
                .build();
        manager.afterPropertiesSet();
        return manager;
    }

    record Commands(long mget, long get, long set, long del) {

        static Commands count() {
            return new Commands(
                    TestRedis.calls("mget"), TestRedis.calls("get"), TestRedis.calls("set"), TestRedis.calls("del"));
        }

        Commands since(Commands before) {
            return new Commands(mget - before.mget, get - before.get, set - before.set, del - before.del);
        }
    }

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
