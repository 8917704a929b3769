package io.github.ms100.cacheasmulti.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportResource;

/** Ways to enable caching; batch methods work in each. */
@DisplayName("S26: batch methods work however caching was enabled")
class EnablingTests {

    @Test
    void byAnnotation() {
        assertBatchMethodsWork(context -> {}, Annotated.class);
    }

    @Test
    void byAnnotationWithBeanNamesOfOnesOwn() {
        assertBatchMethodsWork(
                context -> context.setBeanNameGenerator(AnnotationBeanNameGenerator.INSTANCE), Annotated.class);
    }

    @Test
    void byXml() {
        assertBatchMethodsWork(context -> {}, Xml.class);
    }

    @Test
    void lazily() {
        assertBatchMethodsWork(
                context -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()),
                Annotated.class);
    }

    @Test
    void byBootAndByImportAtTheSameTime() {
        BootApplications.withCaches().withUserConfiguration(Annotated.class).run(EnablingTests::assertBatchMethodsWork);
    }

    @Test
    void inParentAndChildContexts() {
        try (var parent = new AnnotationConfigApplicationContext(Annotated.class)) {
            assertBatchMethodsWork(context -> context.setParent(parent), Annotated.class);
            assertBatchMethodsWork(parent);
        }
    }

    private static void assertBatchMethodsWork(
            Consumer<AnnotationConfigApplicationContext> preparation, Class<?> configuration) {
        try (var context = new AnnotationConfigApplicationContext()) {
            preparation.accept(context);
            context.register(configuration);
            context.refresh();
            assertBatchMethodsWork(context);
        }
    }

    private static void assertBatchMethodsWork(BeanFactory beans) {
        Cars cars = beans.getBean(Cars.class);

        cars.findByIds(List.of(1L, 2L));
        cars.findByIds(List.of(2L, 3L));

        assertThat(cars.loads()).containsExactly(List.of(1L, 2L), List.of(3L));
    }

    static class Cars {

        private final List<List<Long>> loads = new ArrayList<>();

        List<List<Long>> loads() {
            return loads;
        }

        @Cacheable(cacheNames = "cars", keyGenerator = "letters")
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            loads.add(List.copyOf(ids));
            Map<Long, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }
    }

    @Configuration
    @Import({Cars.class, CacheAsMultiConfiguration.class})
    static class Base {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        static KeyGenerator letters() {
            return (target, method, arguments) -> List.of(arguments);
        }

        @Bean
        static CacheErrorHandler noting() {
            return new SimpleCacheErrorHandler();
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(Base.class)
    static class Annotated {}

    @Configuration
    @ImportResource("classpath:untouched/annotation-driven.xml")
    @Import(Base.class)
    static class Xml {}
}
