package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.AutoConfigureCaching;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application that knows Spring's annotations only; loaded where the classes of JSR-107 may be missing. */
public final class SpringOnlyApplication implements Supplier<List<String>> {

    private final Class<?> configuration;

    /** Creates an application with or without Spring Boot. */
    public SpringOnlyApplication(Boolean boot) {
        this.configuration = boot ? Boot.class : Framework.class;
    }

    /** Starts it, calls a batch method twice, and returns what came of it and the names of all beans. */
    @Override
    public List<String> get() {
        try (var context = new AnnotationConfigApplicationContext(configuration, Cars.class)) {
            Cars cars = context.getBean(Cars.class);
            List<String> found = new ArrayList<>();
            found.add("found " + cars.find(List.of(1, 2)) + cars.find(List.of(2, 3)) + " loads " + cars.loads());
            found.addAll(Arrays.asList(context.getBeanDefinitionNames()));
            return found;
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class Caching {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration
    @Import({Caching.class, CacheAsMultiConfiguration.class})
    static class Framework {}

    @Configuration
    @Import(Caching.class)
    @AutoConfigureCaching
    static class Boot {}

    static class Cars {

        private final List<Object> loads = new ArrayList<>();

        @Cacheable("cars")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            loads.add(ids);
            return ids.stream().map(id -> "car " + id).toList();
        }

        List<Object> loads() {
            return loads;
        }
    }
}
