package io.github.ms100.cacheasmulti.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.fixture.WrappingTool;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("B2 no wrapper is passed by to the cache of another tenant that has the same writer")
class WrappedRedisTenantTests {

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @Test
    void eachTenantHasItsOwn() {
        BootApplications.withRedisCaches()
                .withUserConfiguration(Tenants.class)
                .withBean(WrappingTool.class)
                .withBean(Cars.class)
                .withPropertyValues("cache-as-multi.transparent-wrappers=" + WrappedCache.class.getName())
                .run(context -> {
                    Cars cars = context.getBean(Cars.class);

                    cars.findOfA(List.of(1, 2));

                    assertThat(cars.findOfB(List.of(1, 2)))
                            .containsEntry(1, "b1")
                            .containsEntry(2, "b2");
                    assertThat(cars.findOfC(List.of(1, 2)))
                            .containsEntry(1, "c1")
                            .containsEntry(2, "c2");
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Tenants {

        @Bean
        RedisCacheWriter writer(RedisConnectionFactory connections) {
            return RedisCacheWriter.nonLockingRedisCacheWriter(connections);
        }

        @Bean
        @Primary
        CacheManager tenantA(RedisCacheWriter writer) {
            return manager(writer, "a:");
        }

        @Bean
        CacheManager tenantB(RedisCacheWriter writer) {
            return new GivenCaches(new WrappedCache(manager(writer, "b:").getCache("cars")));
        }

        /** Wraps the cache of a manager that is no bean. */
        @Bean
        CacheResolver tenantC(RedisCacheWriter writer) {
            Cache cars = manager(writer, "c:").getCache("cars");
            return call -> List.of(new WrappedCache(cars));
        }

        private static RedisCacheManager manager(RedisCacheWriter writer, String prefix) {
            RedisCacheManager manager = RedisCacheManager.builder(writer)
                    .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().prefixCacheNameWith(prefix))
                    .build();
            manager.afterPropertiesSet();
            return manager;
        }
    }

    static class Cars {

        @Cacheable(cacheNames = "cars", cacheManager = "tenantA")
        public Map<Integer, String> findOfA(@CacheAsMulti List<Integer> ids) {
            return load(ids, "a");
        }

        @Cacheable(cacheNames = "cars", cacheManager = "tenantB")
        public Map<Integer, String> findOfB(@CacheAsMulti List<Integer> ids) {
            return load(ids, "b");
        }

        @Cacheable(cacheNames = "cars", cacheResolver = "tenantC")
        public Map<Integer, String> findOfC(@CacheAsMulti List<Integer> ids) {
            return load(ids, "c");
        }

        private static Map<Integer, String> load(List<Integer> ids, String tenant) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, tenant + id));
            return found;
        }
    }
}
