package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.fixture.WrappingTool;
import io.github.ms100.cacheasmulti.internal.store.CacheRefusedException;
import io.github.ms100.cacheasmulti.support.LoopSettings;
import io.github.ms100.cacheasmulti.support.LoopSettings.OnLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

@DisplayName("B2 what becomes of a cache without batch operations is up to cache-as-multi.on-loop")
@ExtendWith(OutputCaptureExtension.class)
class OnLoopTests {

    private static final String FAIL = "cache-as-multi.on-loop=fail";

    private final ApplicationContextRunner application =
            BootApplications.withCaches().withUserConfiguration(Caching.class);

    @Test
    void oneWarningIsTheDefault(CapturedOutput output) {
        withCache(new WrappedCache(new ConcurrentMapCache("cars")), Cars.class).run(context -> {
            context.getBean(Cars.class).find(List.of(1));
            context.getBean(Cars.class).find(List.of(2));

            assertThat(context.getBean(LoopSettings.class)).isEqualTo(LoopSettings.DEFAULT);
            assertThat(output).containsOnlyOnce("Cache 'cars' (");
        });
    }

    @Test
    void ignoreSaysNothing(CapturedOutput output) {
        withCache(new WrappedCache(new ConcurrentMapCache("cars")), Cars.class)
                .withPropertyValues("cache-as-multi.on-loop=ignore")
                .run(context -> {
                    assertThat(context.getBean(Cars.class).find(List.of(1))).hasSize(1);
                    assertThat(output).doesNotContain("batch operations");
                });
    }

    @ParameterizedTest
    @ValueSource(classes = {Cars.class, JCacheCars.class, SeedingCars.class})
    void failRefusesAKnownCacheAtStartUp(Class<?> cars) {
        withCache(new WrappedCache(new ConcurrentMapCache("cars")), cars)
                .withPropertyValues(FAIL)
                .run(context -> {
                    FailureAnalysis analysis = new CacheRefusedFailureAnalyzer().analyze(context.getStartupFailure());

                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription())
                            .contains("Cache 'cars' (" + WrappedCache.class.getName() + ")", FAIL);
                    assertThat(analysis.getAction()).contains("EnhancedCacheConverter<WrappedCache>");
                });
    }

    @Test
    void failRefusesALaterCacheAtTheFirstBatch() {
        application
                .withBean(CacheManager.class, () -> new ConcurrentMapCacheManager() {
                    @Override
                    protected Cache createConcurrentMapCache(String name) {
                        return new WrappedCache(super.createConcurrentMapCache(name));
                    }
                })
                .withBean(Cars.class)
                .withPropertyValues(FAIL, "cache-as-multi.on-cache-failure=log")
                .run(context -> assertThatExceptionOfType(CacheRefusedException.class)
                        .isThrownBy(() -> context.getBean(Cars.class).find(List.of(1)))
                        .withMessageContaining("'cars'"));
    }

    @Test
    void failLetsKnownCachesAndThoseOfOtherMethodsBe() {
        application
                .withBean(
                        CacheManager.class,
                        () -> new GivenCaches(
                                new ConcurrentMapCache("cars"), new WrappedCache(new ConcurrentMapCache("bikes"))))
                .withBean(Cars.class)
                .withPropertyValues(FAIL)
                .run(context ->
                        assertThat(context.getBean(Cars.class).find(List.of(1))).hasSize(1));
    }

    @Test
    void failLetsCachesBeThatAreSwitchedOff() {
        application
                .withBean(CacheManager.class, NoOpCacheManager::new)
                .withBean(Cars.class)
                .withPropertyValues(FAIL)
                .run(context ->
                        assertThat(context.getBean(Cars.class).find(List.of(1))).hasSize(1));
    }

    @Test
    void failLetsWrappersBeOfCachesThatAreSwitchedOff() {
        application
                .withBean(CacheManager.class, NoOpCacheManager::new)
                .withBean(WrappingTool.class)
                .withBean(Cars.class)
                .withPropertyValues(FAIL)
                .run(context ->
                        assertThat(context.getBean(Cars.class).find(List.of(1))).hasSize(1));
    }

    @Test
    @DisplayName("S21 a wrapper that itself waits for the commit is not passed by")
    void decoratorIsNotPassedBy(CapturedOutput output) {
        application
                .withBean(CacheManager.class, () -> new GivenCaches(new ConcurrentMapCache("cars")))
                .withBean(DecoratingTool.class)
                .withBean(Cars.class)
                .withPropertyValues("cache-as-multi.transparent-wrappers=" + Decorator.class.getName())
                .run(context -> {
                    context.getBean(Cars.class).find(List.of(1));

                    assertThat(output)
                            .contains("Cache 'cars' (" + Decorator.class.getName())
                            .doesNotContain("pass by its wrapper");
                });
    }

    @Test
    void settingsOfTheUsersOwnTakeThePlaceOfTheProperties() {
        LoopSettings own = new LoopSettings(OnLoop.IGNORE, Set.of("com.example.Wrapper"));

        withCache(new WrappedCache(new ConcurrentMapCache("cars")), Cars.class)
                .withPropertyValues(FAIL)
                .withBean(LoopSettings.class, () -> own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(LoopSettings.class)
                        .isSameAs(own));
    }

    @Test
    void analyzerIsRegistered() {
        assertThat(SpringFactoriesLoader.loadFactoryNames(
                        FailureAnalyzer.class, getClass().getClassLoader()))
                .contains(CacheRefusedFailureAnalyzer.class.getName());
    }

    private ApplicationContextRunner withCache(Cache cache, Class<?> cars) {
        return application
                .withBean(CacheManager.class, () -> new GivenCaches(cache))
                .withBean(cars);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Caching {}

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }
    }

    static class SeedingCars {

        @CacheAsMulti
        @CachePut("cars")
        public Map<Integer, String> all() {
            return Map.of();
        }
    }

    static class Decorator extends TransactionAwareCacheDecorator {

        Decorator(Cache target) {
            super(target);
        }
    }

    static class DecoratingTool implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            return (bean instanceof GivenCaches caches)
                    ? new GivenCaches(new Decorator(caches.getCache("cars")))
                    : bean;
        }
    }

    static class JCacheCars {

        @CacheResult(cacheName = "cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }
    }
}
