package io.github.ms100.cacheasmulti.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.internal.jcache.BatchJCacheInterceptor;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import io.github.ms100.cacheasmulti.internal.spring.BatchCacheInterceptor;
import java.util.List;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.jcache.interceptor.JCacheInterceptor;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S25, J4 a batch method of either family never runs without our interceptor in silence")
class OwnInterceptorTests {

    /** What Spring and the library have for each family of annotations. */
    private enum FrontEnd {
        SPRING(
                CacheInterceptor.class,
                BatchCacheInterceptor.class,
                CacheOperationSource.class,
                SpringsInterceptor.class,
                SpringCars.class),
        JSR_107(
                JCacheInterceptor.class,
                BatchJCacheInterceptor.class,
                JCacheOperationSource.class,
                JCachesInterceptor.class,
                JCacheCars.class);

        private final Class<?> interceptor;

        private final Class<?> batchInterceptor;

        private final Class<?> source;

        private final Class<?> ownInterceptor;

        private final Class<?> cars;

        FrontEnd(
                Class<?> interceptor,
                Class<?> batchInterceptor,
                Class<?> source,
                Class<?> ownInterceptor,
                Class<?> cars) {
            this.interceptor = interceptor;
            this.batchInterceptor = batchInterceptor;
            this.source = source;
            this.ownInterceptor = ownInterceptor;
            this.cars = cars;
        }

        String prefix() {
            return (this == SPRING) ? "cache" : "jCache";
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterceptorOfTheUsersOwnIsRefusedWhereThereIsABatchMethod(FrontEnd frontEnd) {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() ->
                        new AnnotationConfigApplicationContext(Plain.class, frontEnd.ownInterceptor, frontEnd.cars))
                .withMessageContainingAll(
                        "'" + frontEnd.prefix() + "Interceptor'", "Cars.findByIds", "Remove the bean");
    }

    @ParameterizedTest
    @EnumSource
    void anInterceptorOfTheUsersOwnIsLeftAloneWhereThereIsNone(FrontEnd frontEnd) {
        try (var context = new AnnotationConfigApplicationContext(Plain.class, frontEnd.ownInterceptor)) {
            assertThat((Object) context.getBean(frontEnd.interceptor)).isNotInstanceOf(frontEnd.batchInterceptor);
        }
    }

    @ParameterizedTest
    @EnumSource
    void adviceByAspectJIsToldToHaveNoBatches(FrontEnd frontEnd, CapturedOutput output) {
        try (var context = new AnnotationConfigApplicationContext(Woven.class, frontEnd.cars)) {
            assertThat((Object) context.getBean(frontEnd.cars)).isNotNull();
        }

        assertThat(output).containsOnlyOnce("Cars.findByIds has no effect").contains("AspectJ");
    }

    @ParameterizedTest
    @EnumSource
    void theBeansOfSpringKeepTheirNames(FrontEnd frontEnd) {
        try (var context = new AnnotationConfigApplicationContext(Plain.class)) {
            assertThat(context.getBeanNamesForType(frontEnd.interceptor))
                    .containsExactly(frontEnd.prefix() + "Interceptor");
            assertThat(context.getBeanNamesForType(frontEnd.source))
                    .containsExactly(frontEnd.prefix() + "OperationSource");
        }
    }

    static class SpringCars {

        @Cacheable("cars")
        public List<String> findByIds(@CacheAsMulti List<Long> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }
    }

    static class JCacheCars {

        @CacheResult(cacheName = "cars")
        public List<String> findByIds(@CacheAsMulti List<Long> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }
    }

    abstract static class WithManager {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Plain extends WithManager {}

    @Configuration
    @EnableCaching(mode = AdviceMode.ASPECTJ)
    @Import(CacheAsMultiConfiguration.class)
    static class Woven extends WithManager {}

    @Configuration
    static class SpringsInterceptor {

        @Bean
        CacheInterceptor cacheInterceptor(CacheOperationSource source) {
            CacheInterceptor interceptor = new CacheInterceptor();
            interceptor.setCacheOperationSource(source);
            return interceptor;
        }
    }

    @Configuration
    static class JCachesInterceptor {

        @Bean
        JCacheInterceptor jCacheInterceptor(JCacheOperationSource source) {
            JCacheInterceptor interceptor = new JCacheInterceptor();
            interceptor.setCacheOperationSource(source);
            return interceptor;
        }
    }
}
