package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.util.AopTestUtils;

@DisplayName("J1, S14 the KeyGenerator of a CachingConfigurer")
class SpringKeyGeneratorTests {

    @Test
    @DisplayName("J1, S14 gets for each element what it gets for the single method")
    void getsWhatItGetsForTheSingleMethod() {
        try (var context = new AnnotationConfigApplicationContext(App.class, Cars.class)) {
            Cars cars = context.getBean(Cars.class);
            List<String> notes = context.getBean(App.class).notes;

            cars.find(1);
            cars.remove("north", 2, "a", "b");
            cars.remove("north", 2, (String[]) null);
            cars.put(7, 3, "three");
            cars.put("last", 4);
            List<String> bySingle = List.copyOf(notes);
            notes.clear();

            cars.find(List.of(1));
            cars.remove("north", List.of(2), "a", "b");
            cars.remove("north", List.of(2), (String[]) null);
            cars.put(7, Map.of(3, "three"));
            cars.put("last", new Integer[] {4});

            assertThat(notes).isEqualTo(bySingle);
            assertThat(notes)
                    .containsExactly(
                            "find [1] target true",
                            "remove [north, 2, a, b] target true",
                            "remove [north, 2] target true",
                            "put [3] target true",
                            "put [last, 4] target true");
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class App implements CachingConfigurer {

        final List<String> notes = new ArrayList<>();

        @Override
        public CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Override
        public KeyGenerator keyGenerator() {
            return (target, method, arguments) -> {
                notes.add("%s %s target %s"
                        .formatted(
                                method.getName(),
                                Arrays.asList(arguments),
                                AopTestUtils.getUltimateTargetObject(target) == target));
                return Arrays.asList(arguments);
            };
        }
    }

    @CacheDefaults(cacheName = "cars")
    static class Cars {

        @CacheResult
        public String find(Integer id) {
            return "car " + id;
        }

        @CacheResult
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }

        @CacheRemove
        public void remove(String garage, Integer id, String... rest) {}

        @CacheRemove
        public void remove(String garage, @CacheAsMulti List<Integer> ids, String... rest) {}

        @CachePut
        public void put(int ignored, @CacheKey Integer id, @CacheValue String value) {}

        @CachePut
        public void put(int ignored, @CacheKey @CacheAsMulti @CacheValue Map<Integer, String> values) {}

        @CacheRemove
        public void put(String name, Integer id) {}

        @CacheRemove
        public void put(String name, @CacheAsMulti Integer... ids) {}
    }
}
