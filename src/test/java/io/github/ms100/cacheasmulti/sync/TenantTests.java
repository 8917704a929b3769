package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.StringRedisSerializer;

@DisplayName("S19 tenants whose keys differ by prefix, serializer, manager or subclass")
class TenantTests {

    private static final int ROUNDS = 300;

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

    static Stream<Named<Tenants>> tenants() {
        return Stream.of(
                Named.of("prefix by thread", connections -> RedisManagers.of(connections, byThread())),
                Named.of(
                        "key serializer by thread", connections -> RedisManagers.of(connections, serializedByThread())),
                Named.of("a manager for each tenant, on one writer", TenantTests::managerOfEachTenant),
                Named.of(
                        "prefix by thread, transaction-aware",
                        connections -> new Deriving(
                                RedisManagers.of(connections, byThread()), TransactionAwareCacheDecorator::new)),
                Named.of(
                        "a subclass that makes its keys by thread",
                        connections -> new Deriving(RedisManagers.of(connections, plain()), KeyedByThread::new)),
                Named.of(
                        "a cache of the user's around one with a prefix by thread",
                        connections -> new Deriving(RedisManagers.of(connections, byThread()), WrappedCache::new)));
    }

    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName("S19 overlapping calls of two tenants share no load")
    void tenantsShareNoLoad(Tenants tenants) throws Exception {
        try (CachingContext context = context(tenants.caches(connections))) {
            TenantCars cars = context.bean(TenantCars.class);
            shareNoLoad(cars, 1, cars::findOnce);
            shareNoLoad(cars, 2, cars::find);
        }
    }

    private void shareNoLoad(TenantCars cars, int id, Find find) throws Exception {
        Hold hold = cars.holdLoadsOf("red");
        var red = callers.start(() -> TenantCars.as("red", () -> find.of(List.of(id))));
        hold.awaitReached();

        assertThat(TenantCars.as("blue", () -> find.of(List.of(id)))).isEqualTo(Map.of(id, "blue " + id));
        hold.release();
        assertThat(red.result()).isEqualTo(Map.of(id, "red " + id));
    }

    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName(
            "S19 what a tenant changes while he loads is not stored, and what another does has nothing to do with it")
    void tenantsChangeTheirOwn(Tenants tenants) throws Exception {
        try (CachingContext context = context(tenants.caches(connections))) {
            TenantCars cars = context.bean(TenantCars.class);
            Hold hold = cars.holdLoadsOf("red");
            var red = callers.start(() -> TenantCars.as("red", () -> cars.find(List.of(1, 2, 3))));
            hold.awaitReached();
            TenantCars.as("red", () -> cars.remove(List.of(1)));
            hold.release();
            red.result();

            assertThat(TenantCars.as("red", () -> context.cache("cars").get(1) == null))
                    .isTrue();
            assertThat(TenantCars.as("red", () -> context.cache("cars").get(2, String.class)))
                    .isEqualTo("red 2");
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName("S19, S1 random calls of two tenants at once do what they do for one alone")
    void randomCallsOfTwoTenants(Tenants tenants) throws Exception {
        long seed = new Random().nextLong();
        try (CachingContext context = context(tenants.caches(connections))) {
            TenantCars cars = context.bean(TenantCars.class);
            cars.askServerInLoads();
            CyclicBarrier together = new CyclicBarrier(2);

            var red = callers.start(() -> TenantCars.as("red", () -> wrongAnswers(context, seed, together)));
            var blue = callers.start(() -> TenantCars.as("blue", () -> wrongAnswers(context, ~seed, together)));

            assertThat(red.result()).as("red, seed %d", seed).isEmpty();
            assertThat(blue.result()).as("blue, seed %d", ~seed).isEmpty();
        }
    }

    /** Finds and removes in rounds that begin together; returns what is told or cached and is not the tenant's own. */
    private static List<String> wrongAnswers(CachingContext context, long seed, CyclicBarrier together)
            throws Exception {
        TenantCars cars = context.bean(TenantCars.class);
        Random random = new Random(seed);
        List<String> wrong = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> ids = random.ints(4, 0, 6).distinct().boxed().toList();
            Map<Integer, String> own = new LinkedHashMap<>();
            ids.forEach(id -> own.put(id, TenantCars.tenant() + " " + id));
            together.await(1, TimeUnit.MINUTES);
            Map<Integer, String> told = random.nextBoolean() ? cars.find(ids) : cars.findOnce(ids);
            Map<Integer, String> cached = new LinkedHashMap<>(own);
            // What the other has removed may keep a value from being stored, where his key cannot be told from this.
            cached.replaceAll((id, any) -> context.cache("cars").get(id, String.class));
            cached.values().removeIf(Objects::isNull);
            if (!told.equals(own) || !own.entrySet().containsAll(cached.entrySet())) {
                wrong.add("round %d: told %s, cached %s".formatted(round, told, cached));
            }
            cars.remove(ids.subList(0, 1 + random.nextInt(ids.size())));
        }
        return wrong;
    }

    @Test
    @DisplayName("S19, S1 the evict of another tenant keeps no value from being stored")
    void evictOfAnotherTenant() throws Exception {
        try (CachingContext context = context(RedisManagers.of(connections, byThread()))) {
            TenantCars cars = context.bean(TenantCars.class);
            Hold hold = cars.holdLoadsOf("red");
            var red = callers.start(() -> TenantCars.as("red", () -> cars.find(List.of(1))));
            hold.awaitReached();
            TenantCars.as("blue", () -> evict(cars));
            TenantCars.as("blue", () -> {
                context.cache("cars").invalidate();
                cars.clear();
                return true;
            });
            hold.release();
            red.result();

            assertThat(TenantCars.as("red", () -> context.cache("cars").get(1, String.class)))
                    .isEqualTo("red 1");
        }
    }

    private static boolean evict(TenantCars cars) {
        cars.evict(List.of(1L));
        return true;
    }

    private static CachingContext context(CacheManager caches) {
        return CachingContext.of(caches, TenantCars.class, TenantCars.Always.class);
    }

    private static RedisCacheConfiguration plain() {
        return RedisCacheConfiguration.defaultCacheConfig();
    }

    private static RedisCacheConfiguration byThread() {
        return plain().computePrefixWith(name -> TenantCars.tenant() + ":" + name + ":");
    }

    private static RedisCacheConfiguration serializedByThread() {
        StringRedisSerializer keys = new StringRedisSerializer() {
            @Override
            public byte[] serialize(String key) {
                return super.serialize(TenantCars.tenant() + "|" + key);
            }
        };
        return plain().serializeKeysWith(SerializationPair.fromSerializer(keys));
    }

    private static CacheManager managerOfEachTenant(LettuceConnectionFactory connections) {
        RedisCacheWriter writer = SpringLine.redisWriter(connections);
        Map<String, RedisCacheManager> managers = new ConcurrentHashMap<>();
        return new CacheManager() {
            @Override
            public Cache getCache(String name) {
                return managers.computeIfAbsent(
                                TenantCars.tenant(),
                                tenant -> RedisManagers.of(writer, plain().prefixCacheNameWith(tenant)))
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
            return TenantCars.tenant() + super.createCacheKey(key);
        }
    }
}
