package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.CountingCache;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("P1 where typed caches come from")
class TypedSetupTests {

    @Test
    @DisplayName("P1 an unknown name is an error that names it, and those there are")
    void unknownName() {
        try (CachingContext context =
                CachingContext.of(new ConcurrentMapCacheManager("cars", "wheels"), Database.class)) {
            BatchCaches caches = context.bean(BatchCaches.class);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> caches.cache("bikes", String.class))
                    .withMessageContainingAll("'bikes'", "cars", "wheels");
        }
    }

    @Test
    @DisplayName("P1 generic and primitive types, and caches that are there already")
    void types() {
        UnreliableCache given = new UnreliableCache("given");
        try (CachingContext context = CachingContext.of(Database.class)) {
            BatchCaches caches = context.bean(BatchCaches.class);
            BatchCache<Integer, List<String>> lists = caches.cache("lists", new ParameterizedTypeReference<>() {});
            BatchCache<String, Integer> numbers = caches.cache("numbers", int.class);
            BatchCache<String, String> own = caches.cache(given, String.class);

            assertThat(lists.getAll(List.of(1), ids -> Map.of(1, List.of("one"))))
                    .isEqualTo(Map.of(1, List.of("one")));
            assertThat(lists.lookup(List.of(1)).values()).isEqualTo(Map.of(1, List.of("one")));
            numbers.putAll(Map.of("one", 1));
            assertThat(numbers.lookup(List.of("one")).values()).isEqualTo(Map.of("one", 1));
            own.putAll(Map.of("a", "b"));
            assertThat(own.getName()).isEqualTo("given");
            assertThat(given.calls()).containsExactly("given put {a=b}");
        }
    }

    @Test
    @DisplayName("P1 the manager is the one that a CachingConfigurer names, or that of its resolver")
    void manager() {
        ConcurrentMapCacheManager named = new ConcurrentMapCacheManager("named");
        CachingConfigurer byManager = new CachingConfigurer() {
            @Override
            public CacheManager cacheManager() {
                return named;
            }
        };
        CachingConfigurer byResolver = new CachingConfigurer() {
            @Override
            public CacheResolver cacheResolver() {
                return new SimpleCacheResolver(named);
            }
        };
        CachingConfigurer byOther = new CachingConfigurer() {
            @Override
            public CacheResolver cacheResolver() {
                return context -> List.of(new ConcurrentMapCache("any"));
            }
        };

        for (CachingConfigurer configurer : List.of(byManager, byResolver)) {
            try (AnnotationConfigApplicationContext context =
                    start(configurer, new ConcurrentMapCacheManager("other"))) {
                assertThat(context.getBean(BatchCaches.class).cache("named", String.class))
                        .isNotNull();
            }
        }
        try (AnnotationConfigApplicationContext context = start(byOther, named)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> context.getBean(BatchCaches.class).cache("named", String.class))
                    .withMessageContainingAll("CacheResolver", "cache(Cache, Class)");
        }
    }

    private static AnnotationConfigApplicationContext start(CachingConfigurer configurer, CacheManager only) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(Config.class);
        context.registerBean(CachingConfigurer.class, () -> configurer);
        context.registerBean(CacheManager.class, () -> only);
        context.refresh();
        return context;
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class Config {}

    @Test
    @DisplayName("P1 a manager that replaces its caches is asked at each call, as by annotations")
    void replacedCache() {
        CaffeineCacheManager manager = new CaffeineCacheManager("cars");
        BatchCache<Integer, String> cars = BatchCaches.from(manager).cache("cars", String.class);
        cars.putAll(Map.of(1, "one"));
        manager.setCaffeine(Caffeine.newBuilder().maximumSize(10));

        assertThat(cars.lookup(List.of(1)).values()).isEmpty();
        cars.putAll(Map.of(1, "one"));

        assertThat(manager.getCache("cars").get(1, String.class)).isEqualTo("one");
    }

    @Test
    @DisplayName("P1 without a context the same batches, with failures that are thrown")
    void withoutContext() {
        CountingCache counting = new CountingCache(TestStore.CAFFEINE.newCache("cars"));
        UnreliableCache failing = new UnreliableCache("failing");
        failing.failWith(new IllegalStateException("down"));
        BatchCaches caches = BatchCaches.from(new GivenCaches(counting, failing));

        BatchCache<Integer, String> cars = caches.cache("cars", String.class);
        assertThat(cars.getAll(List.of(1, 2), ids -> Map.of(1, "one", 2, "two")))
                .hasSize(2);
        assertThat(cars.getAllAsync(List.of(1, 2), ids -> null).join()).hasSize(2);

        assertThat(counting.calls()).containsExactly("multiGet[1, 2]", "multiPut[1, 2]", "multiGet[1, 2]");
        assertThatThrownBy(() ->
                        caches.<Integer, String>cache("failing", String.class).lookup(List.of(1)))
                .hasMessage("down");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> caches.cache("bikes", String.class))
                .withMessageContaining("'bikes'");
    }

    @Test
    @DisplayName("P1 without a context Redis is asked in batches, too")
    void redisWithoutContext() {
        LettuceConnectionFactory connections = TestRedis.lettuce();
        RedisCacheManager manager = RedisManagers.of(
                CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter),
                RedisCacheConfiguration.defaultCacheConfig().prefixCacheNameWith(UUID.randomUUID() + ":"));
        BatchCache<Integer, String> cars = BatchCaches.from(manager).cache("cars", String.class);
        cars.putAll(Map.of(1, "one", 2, "two", 3, "three"));
        long reads = TestRedis.calls("mget");

        assertThat(cars.lookup(List.of(1, 2, 3)).values()).hasSize(3);

        assertThat(TestRedis.calls("mget")).isEqualTo(reads + 1);
        connections.destroy();
    }

    @Test
    @DisplayName(
            "P1, S21, A14 on transaction-aware caches puts and evicts are made after the commit, and never after a rollback")
    void transactions() {
        UnreliableCache cache = new UnreliableCache("cars");
        TransactionTemplate transaction = new TransactionTemplate(
                new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID())));
        try (CachingContext context =
                CachingContext.of(new GivenCaches(new TransactionAwareCacheDecorator(cache)), Database.class)) {
            BatchCache<Integer, String> cars = context.bean(BatchCaches.class).cache("cars", String.class);

            transaction.executeWithoutResult(status -> {
                cars.putAll(Map.of(1, "one"));
                cars.putAllAsync(Map.of(2, "two")).join();
                cars.evictAll(List.of(3));
                cars.evictAllAsync(List.of(4)).join();
                assertThat(cache.calls()).isEmpty();
            });
            assertThat(cache.calls())
                    .containsExactlyInAnyOrder(
                            "cars put {1=one}", "cars put {2=two}", "cars evict [3]", "cars evictIfPresent [4]");
            transaction.executeWithoutResult(status -> {
                cars.putAll(Map.of(5, "five"));
                cars.putAllAsync(Map.of(6, "six")).join();
                status.setRollbackOnly();
            });
            assertThat(cache.calls()).hasSize(4);
        }
    }
}
