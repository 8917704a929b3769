package io.github.ms100.cacheasmulti.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.internal.jcache.BatchJCacheInterceptor;
import io.github.ms100.cacheasmulti.internal.jcache.BatchJCacheOperationSource;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import io.github.ms100.cacheasmulti.internal.spring.BatchCacheInterceptor;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.NameMatchCacheOperationSource;
import org.springframework.cache.jcache.interceptor.JCacheInterceptor;
import org.springframework.cache.jcache.interceptor.JCacheOperationSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.io.ByteArrayResource;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S25 a batch method never runs without our interceptor in silence")
class InterceptorInChargeTests {

    @ParameterizedTest
    @EnumSource
    @DisplayName("S25, J4 caching that XML turns on knows the batch methods of either family")
    void annotationDrivenCachingInXmlKnowsBatchMethods(Family family) {
        GenericXmlApplicationContext context = new GenericXmlApplicationContext();
        context.registerBean(CacheAsMultiConfiguration.class);
        context.registerBean("cacheManager", ConcurrentMapCacheManager.class, () -> new ConcurrentMapCacheManager());
        context.load(new ByteArrayResource("""
                <beans xmlns="http://www.springframework.org/schema/beans"
                       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                       xmlns:cache="http://www.springframework.org/schema/cache"
                       xmlns:context="http://www.springframework.org/schema/context"
                       xsi:schemaLocation="http://www.springframework.org/schema/beans
                           https://www.springframework.org/schema/beans/spring-beans.xsd
                           http://www.springframework.org/schema/context
                           https://www.springframework.org/schema/context/spring-context.xsd
                           http://www.springframework.org/schema/cache
                           https://www.springframework.org/schema/cache/spring-cache.xsd">
                    <context:annotation-config/>
                    <cache:annotation-driven proxy-target-class="true"/>
                </beans>""".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        context.registerBean(EitherCars.class);
        family.only(context);
        context.refresh();
        try (context) {
            context.getBean(EitherCars.class).findByIds(List.of(1L, 2L));

            assertThat(context.getBean(CacheManager.class).getCache("cars").get(2L, String.class))
                    .isEqualTo("car 2");
            assertThat(context.getBean(CacheInterceptor.class)).isInstanceOf(BatchCacheInterceptor.class);
            assertThat(context.getBean(JCacheInterceptor.class)).isInstanceOf(BatchJCacheInterceptor.class);
            assertThat(context.getBean(JCacheOperationSource.class)).isInstanceOf(BatchJCacheOperationSource.class);
        }
    }

    @Test
    @DisplayName("S2 another operation source of the user's own does not stop the application")
    void anotherOperationSourceIsLeftAlone() {
        try (var context = new AnnotationConfigApplicationContext(Plain.class, AnotherSource.class, Cars.class)) {
            context.getBean(Cars.class).findByIds(List.of(1L, 2L));

            assertThat(context.getBean(CacheManager.class).getCache("cars").get(2L))
                    .isNotNull();
        }
    }

    @Test
    @DisplayName("S25 an interceptor beside ours that knows no batch method does not stop the application")
    void anotherInterceptorForOtherMethodsIsLeftAlone() {
        try (var context = new AnnotationConfigApplicationContext(Plain.class, AnotherInterceptor.class, Cars.class)) {
            assertThat(context.getBeansOfType(CacheInterceptor.class)).hasSize(2);
        }
    }

    @Test
    @DisplayName("S25 an interceptor beside ours that serves another proxy does not stop the application")
    void anotherInterceptorForOtherBeansIsLeftAlone() {
        try (var context = new AnnotationConfigApplicationContext(Plain.class, ServesAnother.class, Cars.class)) {
            context.getBean(Cars.class).findByIds(List.of(1L, 2L));

            assertThat(context.getBean(CacheManager.class).getCache("cars").get(2L))
                    .isNotNull();
            assertThat(context.getBean(Legacy.class).find(1L))
                    .isSameAs(context.getBean(Legacy.class).find(1L));
        }
    }

    @Test
    @DisplayName("S25 an interceptor beside ours in the proxy of a batch method is refused")
    void anotherInterceptorForABatchMethodIsRefused() {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> new AnnotationConfigApplicationContext(Plain.class, ServesBatches.class))
                .withMessageContainingAll("'legacyInterceptor'", "Cars.findByIds", "Remove the bean");
    }

    @Test
    @DisplayName("S25 an annotation that can have no effect is a warning that says why")
    void annotationsWithoutEffectAreWarnings(CapturedOutput output) {
        try (var context = CachingContext.of(WithoutEffect.class)) {
            assertThat(context.bean(WithoutEffect.class)).isNotNull();
        }

        assertThat(output)
                .containsPattern("WithoutEffect.notCached has no effect: .*no cache annotation")
                .containsPattern("WithoutEffect.isPrivate has no effect: it is private")
                .containsPattern("WithoutEffect.isFinal has no effect: it is final");
    }

    static class Cars {
        @Cacheable("cars")
        public List<String> findByIds(@CacheAsMulti List<Long> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }
    }

    static class EitherCars {
        @Cacheable("cars")
        @CacheResult(cacheName = "cars")
        public List<String> findByIds(@CacheAsMulti List<Long> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }
    }

    static class WithoutEffect {
        public List<String> notCached(@CacheAsMulti List<Long> ids) {
            return List.of();
        }

        @Cacheable("c")
        private List<String> isPrivate(@CacheAsMulti List<Long> ids) {
            return List.of();
        }

        @Cacheable("c")
        public final List<String> isFinal(@CacheAsMulti List<Long> ids) {
            return isPrivate(ids);
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Plain {
        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration
    static class AnotherInterceptor {
        @Bean
        CacheInterceptor legacyInterceptor() {
            NameMatchCacheOperationSource source = new NameMatchCacheOperationSource();
            source.setNameMap(Map.of("legacy*", List.of(new CacheableOperation.Builder().build())));
            CacheInterceptor interceptor = new CacheInterceptor();
            interceptor.setCacheOperationSource(source);
            return interceptor;
        }
    }

    static class Legacy {
        @Cacheable("legacy")
        public Object find(Long id) {
            return new Object();
        }
    }

    abstract static class WithProxy {
        @Bean
        static CacheInterceptor legacyInterceptor(CacheOperationSource source) {
            CacheInterceptor interceptor = new CacheInterceptor();
            interceptor.setCacheOperationSource(source);
            return interceptor;
        }

        static ProxyFactoryBean proxy(Object target) {
            ProxyFactoryBean proxy = new ProxyFactoryBean();
            proxy.setTarget(target);
            proxy.setProxyTargetClass(true);
            proxy.setInterceptorNames("legacyInterceptor");
            return proxy;
        }
    }

    @Configuration
    static class ServesAnother extends WithProxy {
        @Bean
        static ProxyFactoryBean legacy() {
            return proxy(new Legacy());
        }
    }

    @Configuration
    static class ServesBatches extends WithProxy {
        @Bean
        static ProxyFactoryBean cars() {
            return proxy(new Cars());
        }
    }

    @Configuration
    static class AnotherSource {
        @Bean
        CacheOperationSource legacyOperationSource() {
            return new NameMatchCacheOperationSource();
        }
    }
}
