package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the POM of the library brings is enough for an application. */
class SpringAloneTests {

    @Test
    void aBatchSharesItsEntriesWithTheMethodForOne() {
        try (var application = new AnnotationConfigApplicationContext(Application.class)) {
            Names names = application.getBean(Names.class);

            names.findById(2);
            assertThat(names.findByIds(List.of(1, 2))).isEqualTo(Map.of(1, "name 1", 2, "name 2"));
            assertThat(names.findById(1)).isEqualTo("name 1");
            assertThat(names.questions()).containsExactly(List.of(2), List.of(1));
        }
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class Application {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        Names names() {
            return new Names();
        }
    }

    static class Names {

        private final List<List<Integer>> questions = new ArrayList<>();

        @Cacheable("names")
        public String findById(Integer id) {
            return load(List.of(id)).get(id);
        }

        @Cacheable("names")
        public Map<Integer, String> findByIds(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        public List<List<Integer>> questions() {
            return questions;
        }

        private Map<Integer, String> load(List<Integer> ids) {
            questions.add(List.copyOf(ids));
            Map<Integer, String> names = new LinkedHashMap<>();
            ids.forEach(id -> names.put(id, "name " + id));
            return names;
        }
    }
}
