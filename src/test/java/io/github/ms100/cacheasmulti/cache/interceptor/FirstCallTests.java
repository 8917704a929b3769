package io.github.ms100.cacheasmulti.cache.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class FirstCallTests {

    @Test
    void elementsAreCachedOneByOneAndSharedWithTheSingleMethod() {
        try (var context = new AnnotationConfigApplicationContext(Config.class)) {
            Cars cars = context.getBean(Cars.class);

            assertThat(cars.findByIds(List.of(1L, 2L))).containsExactly(Map.entry(1L, "car 1"), Map.entry(2L, "car 2"));
            assertThat(cars.findByIds(List.of(3L, 1L, 2L)).keySet()).containsExactly(3L, 1L, 2L);
            assertThat(cars.findById(3L)).isEqualTo("car 3");
            assertThat(cars.loads()).containsExactly(List.of(1L, 2L), List.of(3L));
        }
    }

    static class Cars {

        private final List<Collection<Long>> loads = new ArrayList<>();

        List<Collection<Long>> loads() {
            return loads;
        }

        @Cacheable("cars")
        public String findById(Long id) {
            loads.add(List.of(id));
            return "car " + id;
        }

        @Cacheable("cars")
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            loads.add(ids);
            Map<Long, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Config {

        @Bean
        CacheManager cacheManager() {
            return new CaffeineCacheManager();
        }

        @Bean
        Cars cars() {
            return new Cars();
        }
    }
}
