package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.StringRedisSerializer;

@DisplayName("S19 an entry of Redis is its serialised key with the prefix, on one writer")
class RedisEntriesTests {

    private final LettuceConnectionFactory connections = TestRedis.lettuce();

    private final Callers callers = new Callers();

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @AfterEach
    void stop() throws Exception {
        callers.close();
        connections.destroy();
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("S19 keys that make one Redis key are one flight")
    void keysOfOneEntryAreOneFlight() throws Exception {
        try (CachingContext context = context(RedisManagers.of(connections, plain()))) {
            TenantCars cars = context.bean(TenantCars.class);
            Hold hold = cars.holdLoadsOf("red");
            var owner = callers.start(() -> cars.findOnce(List.of(1)));
            hold.awaitReached();
            var waiter = callers.start(() -> cars.findByLong(List.of(1L)));
            waiter.awaitWaiting();
            hold.release();

            assertThat(waiter.result()).isEqualTo(Map.of(1L, "red 1"));
            assertThat(owner.result()).isEqualTo(Map.of(1, "red 1"));
            assertThat(cars.loads()).isOne();
        }
    }

    static Stream<Named<Consumer<CachingContext>>> changes() {
        return Stream.of(
                Named.of("plain @CacheEvict", app -> app.bean(TenantCars.class).evict("1")),
                Named.of("plain @CachePut", app -> app.bean(TenantCars.class).put("1")),
                Named.of("batch @CacheEvict", app -> app.bean(TenantCars.class).evict(List.of(1L))),
                Named.of("multiEvict", app -> app.bean(EnhancedCacheConversionService.class)
                        .convert(app.cache("cars"))
                        .multiEvict(List.of("1"))),
                Named.of("evict", app -> app.bean(EnhancedCacheConversionService.class)
                        .convert(app.cache("cars"))
                        .evict("1")),
                Named.of("clear of the cache", app -> app.bean(TenantCars.class).clear()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("S1, S19 a change by another key object that makes the same Redis key is one of the entry")
    void changeByAnotherKeyObject(Consumer<CachingContext> change) throws Exception {
        try (CachingContext context = context(RedisManagers.of(connections, plain()))) {
            TenantCars cars = context.bean(TenantCars.class);
            Hold hold = cars.holdLoadsOf("red");
            var load = callers.start(() -> cars.find(List.of(1)));
            hold.awaitReached();
            change.accept(context);
            hold.release();
            load.result();

            assertThat(context.cache("cars").get(1, String.class)).isNotEqualTo("red 1");
        }
    }

    @Test
    @DisplayName(
            "S19 a clear without prefix is one of all caches of the writer, a clear with prefix of that cache alone")
    void clears() throws Exception {
        RedisCacheConfiguration bare = plain().disableKeyPrefix();
        RedisCacheManager manager = RedisCacheManager.builder(SpringLine.redisWriter(connections))
                .withCacheConfiguration("cars", plain())
                .withCacheConfiguration("other", plain())
                .withCacheConfiguration("everything", bare)
                .build();
        manager.afterPropertiesSet();
        for (String cleared : List.of("other", "everything")) {
            try (CachingContext context = context(manager)) {
                TenantCars cars = context.bean(TenantCars.class);
                Hold hold = cars.holdLoadsOf("red");
                var load = callers.start(() -> cars.find(List.of(1)));
                hold.awaitReached();
                context.bean(EnhancedCacheConversionService.class)
                        .convert(context.cache(cleared))
                        .invalidate();
                hold.release();
                load.result();

                assertThat(context.cache("cars").get(1) != null).isEqualTo(cleared.equals("other"));
                context.cache("cars").invalidate();
            }
        }
    }

    @Test
    @DisplayName("S19 a change is one of the entry, wherever its key is parted into prefix and key")
    void changeUnderAnotherPrefix() throws Exception {
        RedisCacheManager manager = RedisCacheManager.builder(SpringLine.redisWriter(connections))
                .withCacheConfiguration("cars", plain())
                .withCacheConfiguration("everything", plain().disableKeyPrefix())
                .withCacheConfiguration("c", plain().computePrefixWith(cacheName -> "c"))
                .build();
        manager.afterPropertiesSet();
        for (String[] entry : new String[][] {{"everything", "cars::1"}, {"c", "ars::1"}}) {
            try (CachingContext context = context(manager)) {
                TenantCars cars = context.bean(TenantCars.class);
                Hold hold = cars.holdLoadsOf("red");
                var load = callers.start(() -> cars.find(List.of(1)));
                hold.awaitReached();
                context.bean(EnhancedCacheConversionService.class)
                        .convert(context.cache(entry[0]))
                        .evict(entry[1]);
                hold.release();
                load.result();

                assertThat(context.cache("cars").get(1)).as(entry[0]).isNull();
            }
        }
    }

    @Test
    @DisplayName("S19 a key that cannot be serialised counts as a change of its whole cache, and nobody is told")
    void keyThatCannotBeSerialised() throws Exception {
        StringRedisSerializer picky = new StringRedisSerializer() {
            @Override
            public byte[] serialize(String key) {
                if (key != null && key.endsWith("13")) {
                    throw new IllegalStateException("unlucky");
                }
                return super.serialize(key);
            }
        };
        try (CachingContext context = context(
                RedisManagers.of(connections, plain().serializeKeysWith(SerializationPair.fromSerializer(picky))))) {
            TenantCars cars = context.bean(TenantCars.class);
            Hold hold = cars.holdLoadsOf("red");
            var load = callers.start(() -> cars.find(List.of(1)));
            hold.awaitReached();
            assertThat(callers.start(() -> evict(cars, 13)).failure()).hasMessage("unlucky");
            hold.release();
            load.result();

            assertThat(context.cache("cars").get(1)).isNull();
        }
    }

    @Test
    @DisplayName("S19 keys are serialised for this only while a load is running, and once per call")
    void serialisedOnce() throws Exception {
        AtomicInteger serialised = new AtomicInteger();
        StringRedisSerializer counting = new StringRedisSerializer() {
            @Override
            public byte[] serialize(String key) {
                serialised.incrementAndGet();
                return super.serialize(key);
            }
        };
        try (CachingContext context = context(
                RedisManagers.of(connections, plain().serializeKeysWith(SerializationPair.fromSerializer(counting))))) {
            TenantCars cars = context.bean(TenantCars.class);
            cars.evict("7");
            assertThat(serialised.getAndSet(0)).as("no load is running").isEqualTo(1);

            cars.findOnce(List.of(3, 4));
            assertThat(serialised.getAndSet(0)).as("read, claimed, written").isEqualTo(6);

            Hold hold = cars.holdLoadsOf("red");
            var load = callers.start(() -> cars.findOnce(List.of(5, 6)));
            hold.awaitReached();
            cars.evict("7");
            hold.release();
            load.result();
            assertThat(serialised.get())
                    .as("read, claimed, written; told and evicted")
                    .isEqualTo(6 + 2);
        }
    }

    private static CachingContext context(CacheManager caches) {
        return CachingContext.of(caches, TenantCars.class, TenantCars.Always.class);
    }

    private static boolean evict(TenantCars cars, Integer id) {
        cars.evict(List.of((long) id));
        return true;
    }

    private static RedisCacheConfiguration plain() {
        return RedisCacheConfiguration.defaultCacheConfig();
    }
}
