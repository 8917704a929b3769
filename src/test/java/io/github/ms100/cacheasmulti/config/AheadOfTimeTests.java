package io.github.ms100.cacheasmulti.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.AutoConfigureWatching;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesEndpoint;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesPage;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import io.github.ms100.cacheasmulti.internal.jcache.BatchJCacheInterceptor;
import io.github.ms100.cacheasmulti.internal.spring.BatchCacheInterceptor;
import io.github.ms100.cacheasmulti.observation.BatchLoadContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.jcache.interceptor.JCacheInterceptor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** An application whose bean definitions were written at build time, by {@code process-aot}, behaves as any other. */
@CompileWithForkedClassLoader
@Tag("slow")
class AheadOfTimeTests {

    @Test
    void batchMethodsOfBothFamiliesWork() {
        ahead(Application.class, context -> {
            Cars cars = context.getBean(Cars.class);

            assertThat(cars.find(List.of(1, 2))).containsExactly("car 1", "car 2");
            assertThat(cars.find(List.of(2, 3))).containsExactly("car 2", "car 3");
            assertThat(cars.findByStandard(List.of(1, 2))).containsExactly("car 1", "car 2");
            assertThat(cars.findByStandard(List.of(2, 3))).containsExactly("car 2", "car 3");

            assertThat(cars.loads()).containsExactly(List.of(1, 2), List.of(3), List.of(1, 2), List.of(3));
        });
    }

    @Test
    void bothInterceptorsAreTheLibrarysAndConfigured() {
        ahead(Application.class, context -> {
            assertThat(context.getBean(CacheInterceptor.class)).isInstanceOf(BatchCacheInterceptor.class);
            assertThat(context.getBean(JCacheInterceptor.class)).isInstanceOf(BatchJCacheInterceptor.class);

            context.getBean(Cars.class).find(List.of(1));

            assertThat(context.getBean(CacheManager.class).getCache("cars").get("own 1"))
                    .isNotNull();
        });
    }

    @Test
    void aCallBeforeAllSingletonsAreReadyIsMadeWithoutACache() {
        ahead(EarlyApplication.class, context -> {
            Early early = context.getBean(Early.class);

            assertThat(early.found).as("S29").containsExactly("car 2", "car 1", "car 2");
            assertThat(context.getBean(Cars.class).loads()).containsExactly(List.of(2, 1));
            assertThat(context.getBean(CacheManager.class).getCache("cars").get(2))
                    .isNull();
        });
    }

    @Test
    @DisplayName("O1 O6 O8 batches are counted, observed, and shown by the endpoint")
    void batchesAreWatched() {
        ahead(WatchedApplication.class, context -> {
            Cars cars = context.getBean(Cars.class);
            cars.find(List.of(1, 2));
            cars.find(List.of(1, 2));
            CacheBatchesEndpoint endpoint = context.getBean(CacheBatchesEndpoint.class);
            Reports.Overview overview = endpoint.overview();

            assertThat(context.getBean(MeterRegistry.class)
                            .get("cache.batch.gets")
                            .tags("cache", "cars", "cache.manager", "cacheManager", "result", "hit")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(context.getBean(Observations.class).names).containsExactly("load Cars.find");
            assertThat(overview.methods())
                    .extracting(Reports.OfMethod::method, Reports.OfMethod::calls)
                    .containsExactlyInAnyOrder(tuple("find", 2L), tuple("findByStandard", 0L));
            assertThat(endpoint.cache("cars", null).hits()).isEqualTo(2);
            assertThat(lookUp(endpoint, overview.methods().get(0).id(), "1", "3"))
                    .extracting(Reports.OfElement::present)
                    .containsExactly(true, false);
            assertThat(context.getBean(CacheBatchesPage.class)).isNotNull();
        });
    }

    private static List<Reports.OfElement> lookUp(CacheBatchesEndpoint endpoint, String method, String... elements) {
        return ((Reports.Lookup) endpoint.look("cars", "lookup", null, method, List.of(elements), null)).elements();
    }

    /** As {@code process-aot} does it at build time, and the application when it is started. */
    private static void ahead(Class<?> configuration, Consumer<GenericApplicationContext> test) {
        TestGenerationContext generation = new TestGenerationContext(configuration);
        AnnotationConfigApplicationContext atBuildTime = new AnnotationConfigApplicationContext();
        prepare(atBuildTime);
        atBuildTime.register(configuration);
        String initializer = new ApplicationContextAotGenerator()
                .processAheadOfTime(atBuildTime, generation)
                .toString();
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                prepare(context);
                initializer(compiled.getInstance(ApplicationContextInitializer.class, initializer))
                        .initialize(context);
                context.refresh();
                test.accept(context);
            }
        });
    }

    private static void prepare(ConfigurableApplicationContext context) {
        context.getEnvironment().setConversionService(new ApplicationConversionService());
        TestPropertyValues.of(
                        "spring.cache.type=simple",
                        "management.endpoints.web.exposure.include=cachebatches,cachebatchesui")
                .applyTo(context);
    }

    @SuppressWarnings("unchecked")
    private static ApplicationContextInitializer<GenericApplicationContext> initializer(Object generated) {
        return (ApplicationContextInitializer<GenericApplicationContext>) generated;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    @Import({CacheAsMultiConfiguration.class, Cars.class})
    static class Application {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        CachingConfigurer configurer() {
            return new CachingConfigurer() {
                @Override
                public KeyGenerator keyGenerator() {
                    return (target, method, arguments) -> "own " + arguments[0];
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    @Import({CacheAsMultiConfiguration.class, Cars.class, Early.class})
    static class EarlyApplication {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    @AutoConfigureWatching
    @Import({Cars.class, Observations.class})
    static class WatchedApplication {}

    static class Observations implements ObservationHandler<Observation.Context> {

        private final List<String> names = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            names.add(context.getContextualName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof BatchLoadContext;
        }
    }

    static class Early implements InitializingBean {

        private final Cars cars;

        private List<String> found = List.of();

        Early(Cars cars) {
            this.cars = cars;
        }

        @Override
        public void afterPropertiesSet() {
            found = cars.find(List.of(2, 1, 2));
        }
    }

    static class Cars {

        private final List<Object> loads = new ArrayList<>();

        @Cacheable("cars")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CacheResult(cacheName = "standard")
        public List<String> findByStandard(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        private List<String> load(List<Integer> ids) {
            loads.add(ids);
            return ids.stream().map(id -> "car " + id).toList();
        }

        List<Object> loads() {
            return loads;
        }
    }
}
