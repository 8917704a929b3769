package io.github.ms100.cacheasmulti.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.interceptor.SingleFlightSettings;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.StringRedisSerializer;

@DisplayName("S19 an entry of Redis is its serialised key with the prefix, on one writer")
class RedisEntriesTests {

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "red");

    private final LettuceConnectionFactory connections = TestRedis.lettuce();

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        connections.destroy();
        TestRedis.deleteEverything();
    }

    static Stream<Named<Tenants>> tenants() {
        return Stream.of(
                Named.of("prefix by thread", connections -> manager(connections, byThread())),
                Named.of("key serializer by thread", connections -> manager(connections, serializedByThread())),
                Named.of("a manager for each tenant, on one writer", RedisEntriesTests::managerOfEachTenant),
                Named.of(
                        "prefix by thread, transaction-aware",
                        connections ->
                                new Deriving(manager(connections, byThread()), TransactionAwareCacheDecorator::new)),
                Named.of(
                        "a subclass that makes its keys by thread",
                        connections -> new Deriving(manager(connections, plain()), KeyedByThread::new)),
                Named.of(
                        "a cache of the user's around one with a prefix by thread",
                        connections -> new Deriving(manager(connections, byThread()), WrappedCache::new)));
    }

    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName("S19 overlapping calls of two tenants share no load")
    void tenantsShareNoLoad(Tenants tenants) throws Exception {
        try (CachingContext context = context(tenants.caches(connections))) {
            Cars cars = context.bean(Cars.class);
            shareNoLoad(cars, 1, cars::findOnce);
            shareNoLoad(cars, 2, cars::find);
        }
    }

    private void shareNoLoad(Cars cars, int id, Find find) throws Exception {
        Hold hold = cars.holdLoadsOf("red");
        var red = callers.start(() -> as("red", () -> find.of(List.of(id))));
        hold.awaitReached();

        assertThat(as("blue", () -> find.of(List.of(id)))).isEqualTo(Map.of(id, "blue " + id));
        hold.release();
        assertThat(red.result()).isEqualTo(Map.of(id, "red " + id));
    }

    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName(
            "S19 what a tenant changes while he loads is not stored, and what another does has nothing to do with it")
    void tenantsChangeTheirOwn(Tenants tenants) throws Exception {
        try (CachingContext context = context(tenants.caches(connections))) {
            Cars cars = context.bean(Cars.class);
            Hold hold = cars.holdLoadsOf("red");
            var red = callers.start(() -> as("red", () -> cars.find(List.of(1, 2, 3))));
            hold.awaitReached();
            as("red", () -> cars.remove(List.of(1)));
            hold.release();
            red.result();

            assertThat(as("red", () -> context.cache("cars").get(1) == null)).isTrue();
            assertThat(as("red", () -> context.cache("cars").get(2, String.class)))
                    .isEqualTo("red 2");
        }
    }

    @Test
    @DisplayName("S19, S1 the evict of another tenant keeps no value from being stored")
    void evictOfAnotherTenant() throws Exception {
        try (CachingContext context = context(manager(connections, byThread()))) {
            Cars cars = context.bean(Cars.class);
            Hold hold = cars.holdLoadsOf("red");
            var red = callers.start(() -> as("red", () -> cars.find(List.of(1))));
            hold.awaitReached();
            as("blue", () -> evict(cars, 1));
            as("blue", () -> {
                context.cache("cars").invalidate();
                cars.clear();
                return true;
            });
            hold.release();
            red.result();

            assertThat(as("red", () -> context.cache("cars").get(1, String.class)))
                    .isEqualTo("red 1");
        }
    }

    @Test
    @DisplayName("S19 keys that make one Redis key are one flight")
    void keysOfOneEntryAreOneFlight() throws Exception {
        try (CachingContext context = context(manager(connections, plain()))) {
            Cars cars = context.bean(Cars.class);
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
                Named.of("plain @CacheEvict", app -> app.bean(Cars.class).evict("1")),
                Named.of("plain @CachePut", app -> app.bean(Cars.class).put("1")),
                Named.of("batch @CacheEvict", app -> app.bean(Cars.class).evict(List.of(1L))),
                Named.of("multiEvict", app -> app.bean(EnhancedCacheConversionService.class)
                        .convert(app.cache("cars"))
                        .multiEvict(List.of("1"))),
                Named.of("evict", app -> app.bean(EnhancedCacheConversionService.class)
                        .convert(app.cache("cars"))
                        .evict("1")),
                Named.of("clear of the cache", app -> app.bean(Cars.class).clear()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("S1, S19 a change by another key object that makes the same Redis key is one of the entry")
    void changeByAnotherKeyObject(Consumer<CachingContext> change) throws Exception {
        try (CachingContext context = context(manager(connections, plain()))) {
            Cars cars = context.bean(Cars.class);
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
        RedisCacheManager manager = RedisCacheManager.builder(RedisCacheWriter.nonLockingRedisCacheWriter(connections))
                .withCacheConfiguration("cars", plain())
                .withCacheConfiguration("other", plain())
                .withCacheConfiguration("everything", bare)
                .build();
        manager.afterPropertiesSet();
        for (String cleared : List.of("other", "everything")) {
            try (CachingContext context = context(manager)) {
                Cars cars = context.bean(Cars.class);
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
        try (CachingContext context =
                context(manager(connections, plain().serializeKeysWith(SerializationPair.fromSerializer(picky))))) {
            Cars cars = context.bean(Cars.class);
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
        try (CachingContext context =
                context(manager(connections, plain().serializeKeysWith(SerializationPair.fromSerializer(counting))))) {
            Cars cars = context.bean(Cars.class);
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
        return CachingContext.of(caches, Cars.class, Always.class);
    }

    private static boolean evict(Cars cars, Integer id) {
        cars.evict(List.of((long) id));
        return true;
    }

    private static <T> T as(String tenant, Body<T> body) throws Exception {
        TENANT.set(tenant);
        try {
            return body.run();
        } finally {
            TENANT.remove();
        }
    }

    private static RedisCacheConfiguration plain() {
        return RedisCacheConfiguration.defaultCacheConfig();
    }

    private static RedisCacheConfiguration byThread() {
        return plain().computePrefixWith(name -> TENANT.get() + ":" + name + ":");
    }

    private static RedisCacheConfiguration serializedByThread() {
        StringRedisSerializer keys = new StringRedisSerializer() {
            @Override
            public byte[] serialize(String key) {
                return super.serialize(TENANT.get() + "|" + key);
            }
        };
        return plain().serializeKeysWith(SerializationPair.fromSerializer(keys));
    }

    private static RedisCacheManager manager(
            LettuceConnectionFactory connections, RedisCacheConfiguration configuration) {
        return manager(RedisCacheWriter.nonLockingRedisCacheWriter(connections), configuration);
    }

    private static RedisCacheManager manager(RedisCacheWriter writer, RedisCacheConfiguration configuration) {
        RedisCacheManager manager =
                RedisCacheManager.builder(writer).cacheDefaults(configuration).build();
        manager.afterPropertiesSet();
        return manager;
    }

    private static CacheManager managerOfEachTenant(LettuceConnectionFactory connections) {
        RedisCacheWriter writer = RedisCacheWriter.nonLockingRedisCacheWriter(connections);
        Map<String, RedisCacheManager> managers = new ConcurrentHashMap<>();
        return new CacheManager() {
            @Override
            public Cache getCache(String name) {
                return managers.computeIfAbsent(
                                TENANT.get(), tenant -> manager(writer, plain().prefixCacheNameWith(tenant)))
                        .getCache(name);
            }

            @Override
            public Collection<String> getCacheNames() {
                return List.of("cars");
            }
        };
    }

    /** The caches of many tenants. */
    private interface Tenants {
        CacheManager caches(LettuceConnectionFactory connections);
    }

    private interface Find {
        Map<Integer, String> of(List<Integer> ids);
    }

    private interface Body<T> {
        T run() throws Exception;
    }

    /** Hands out a form of its own of the caches of another manager. */
    private record Deriving(CacheManager caches, Form form) implements CacheManager {

        private interface Form {
            Cache of(Cache cache);
        }

        @Override
        public Cache getCache(String name) {
            return form.of(caches.getCache(name));
        }

        @Override
        public Collection<String> getCacheNames() {
            return caches.getCacheNames();
        }
    }

    private static final class KeyedByThread extends RedisCache {

        KeyedByThread(Cache cache) {
            super(cache.getName(), ((RedisCache) cache).getNativeCache(), ((RedisCache) cache).getCacheConfiguration());
        }

        @Override
        protected String createCacheKey(Object key) {
            return TENANT.get() + super.createCacheKey(key);
        }
    }

    static class Cars {

        private final AtomicInteger loads = new AtomicInteger();

        private volatile Runnable during = () -> {};

        int loads() {
            return loads.get();
        }

        Hold holdLoadsOf(String tenant) {
            Hold hold = new Hold();
            during = () -> {
                if (TENANT.get().equals(tenant)) {
                    hold.here();
                }
            };
            return hold;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Integer, String> findOnce(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Long, String> findByLong(@CacheAsMulti List<Long> ids) {
            return load(ids);
        }

        @CacheEvict("cars")
        public void evict(@CacheAsMulti List<Long> ids) {}

        @CacheEvict("cars")
        public boolean remove(@CacheAsMulti List<Integer> ids) {
            return true;
        }

        @CacheEvict("cars")
        public void evict(String id) {}

        @CachePut("cars")
        public String put(String id) {
            return "new " + id;
        }

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void clear() {}

        private <I> Map<I, String> load(List<I> ids) {
            loads.incrementAndGet();
            Map<I, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, TENANT.get() + " " + id));
            during.run();
            return found;
        }
    }

    /** All batch reads share their loads. */
    static class Always {

        @Bean
        SingleFlightSettings singleFlightSettings() {
            return new SingleFlightSettings(true, null);
        }
    }
}
