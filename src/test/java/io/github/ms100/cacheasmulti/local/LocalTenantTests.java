package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.StringRedisSerializer;

@DisplayName("L2 tenants by thread: nobody is served what is another's, from here or from Redis")
class LocalTenantTests {

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "nobody");

    private final LettuceConnectionFactory connections = TestRedis.lettuce();

    private LocalNode.Events events;

    private LocalLevel level;

    @BeforeEach
    void start() {
        TestRedis.deleteEverything();
        events = new LocalNode.Events();
        level = LocalLevel.on(connections)
                .checkInterval(Duration.ofMillis(200))
                .listener(() -> events)
                .cache("cars", local -> local.maximumSize(100).timeToLive(Duration.ofMinutes(10)))
                .build();
    }

    @AfterEach
    void stop() {
        level.close();
        connections.destroy();
        TENANT.remove();
    }

    static Stream<Named<Tenants>> tenants() {
        return Stream.of(
                Named.of("prefix by thread", (level, connections) -> one(level, connections, prefixByThread(plain()))),
                Named.of(
                        "prefix by thread, keys as text",
                        (level, connections) -> one(
                                level, connections, prefixByThread(plain().serializeKeysWith(LocalLevel.textKeys())))),
                Named.of(
                        "key converter by thread, keys as text",
                        (level, connections) -> one(level, connections, converterByThread())),
                Named.of(
                        "key serializer by thread",
                        (level, connections) -> one(level, connections, serializerByThread())),
                Named.of("a manager for each tenant", LocalTenantTests::managerOfEachTenant));
    }

    private static CacheResolver one(
            LocalLevel level, RedisConnectionFactory connections, RedisCacheConfiguration configuration) {
        Cache cars = level.apply(RedisManagers.of(connections, configuration)).getCache("cars");
        return context -> List.of(cars);
    }

    private static RedisCacheConfiguration plain() {
        return RedisCacheConfiguration.defaultCacheConfig();
    }

    private static RedisCacheConfiguration prefixByThread(RedisCacheConfiguration configuration) {
        return configuration.computePrefixWith(name -> TENANT.get() + ":" + name + ":");
    }

    private static RedisCacheConfiguration converterByThread() {
        RedisCacheConfiguration configuration = plain().serializeKeysWith(LocalLevel.textKeys());
        configuration.addCacheKeyConverter(new Converter<Long, String>() {
            @Override
            public String convert(Long id) {
                return TENANT.get() + "#" + id;
            }
        });
        return configuration;
    }

    private static RedisCacheConfiguration serializerByThread() {
        return plain().serializeKeysWith(SerializationPair.fromSerializer(new StringRedisSerializer() {
            @Override
            public byte[] serialize(@Nullable String key) {
                return super.serialize(TENANT.get() + "|" + key);
            }
        }));
    }

    private static CacheResolver managerOfEachTenant(LocalLevel level, RedisConnectionFactory connections) {
        Map<String, RedisCacheManager> managers = new ConcurrentHashMap<>();
        return context -> List.of(managers.computeIfAbsent(
                        TENANT.get(),
                        tenant -> level.apply(RedisManagers.of(connections, plain().prefixCacheNameWith(tenant + ":"))))
                .getCache("cars"));
    }

    @Test
    @DisplayName("L2 what is loaded asynchronously has the key of the thread that asked for it")
    void loadedInAnotherThread() {
        Cache cars = level.apply(RedisManagers.of(connections, prefixByThread(plain())))
                .getCache("cars");
        await().until(() -> events.served > 0);

        String loaded = as("red", () -> cars.retrieve(1L, () -> CompletableFuture.supplyAsync(() -> "one"))
                .join());

        assertThat(loaded).isEqualTo("one");
        assertThat(as("red", () -> cars.get(1L, String.class))).isEqualTo("one");
        assertThat(as("nobody", () -> cars.get(1L, String.class))).isNull();
    }

    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName("L2, S19 reads by one and by many, misses, fills and hits; puts, evicts and clears")
    void everyoneHasHisOwn(Tenants tenants) {
        CacheResolver caches = tenants.caches(level, connections);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(Application.class, Shop.class);
            context.registerBean(CachingConfigurer.class, () -> new CachingConfigurer() {
                @Override
                public CacheResolver cacheResolver() {
                    return caches;
                }
            });
            context.refresh();
            Shop shop = context.getBean(Shop.class);
            as("red", () -> shop.price(0L));
            await().until(() -> events.served > 0);

            for (int round = 0; round < 3; round++) {
                for (String tenant : List.of("red", "blue")) {
                    assertThat(as(tenant, () -> shop.prices(List.of(1L, 2L))))
                            .isEqualTo(Map.of(1L, tenant + " 1", 2L, tenant + " 2"));
                    assertThat(as(tenant, () -> shop.price(1L))).isEqualTo(tenant + " 1");
                    assertThat(as(tenant, () -> shop.price(3L))).isEqualTo(tenant + " 3");
                }
            }
            assertThat(events.lookups).as("hits here").anyMatch(lookup -> lookup.hits() == 2);
            assertThat(shop.loads())
                    .as("loads of 0 to 3 by one and of 1 to 3 by the other")
                    .isEqualTo(5);

            as("red", () -> shop.put(1L, "cheap"));
            as("red", () -> shop.remove(List.of(2L)));
            assertThat(as("blue", () -> shop.prices(List.of(1L, 2L)))).isEqualTo(Map.of(1L, "blue 1", 2L, "blue 2"));
            assertThat(as("red", () -> shop.price(1L))).isEqualTo("cheap");
            assertThat(as("red", () -> shop.price(2L))).isEqualTo("red 2");
            assertThat(shop.loads()).isEqualTo(6);
        }
    }

    private static <T> T as(String tenant, Supplier<T> call) {
        TENANT.set(tenant);
        try {
            return call.get();
        } finally {
            TENANT.remove();
        }
    }

    private interface Tenants {
        CacheResolver caches(LocalLevel level, RedisConnectionFactory connections);
    }

    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Application {}

    static class Shop {

        private int loads;

        int loads() {
            return loads;
        }

        @Cacheable("cars")
        public Map<Long, String> prices(@CacheAsMulti List<Long> ids) {
            loads++;
            Map<Long, String> prices = new LinkedHashMap<>();
            ids.forEach(id -> prices.put(id, TENANT.get() + " " + id));
            return prices;
        }

        @Cacheable("cars")
        public String price(Long id) {
            loads++;
            return TENANT.get() + " " + id;
        }

        @CachePut(cacheNames = "cars", key = "#id")
        public String put(Long id, String price) {
            return price;
        }

        @CacheEvict("cars")
        public boolean remove(@CacheAsMulti List<Long> ids) {
            return true;
        }
    }
}
