package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.util.List;
import java.util.stream.Stream;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.jcache.interceptor.DefaultJCacheOperationSource;
import org.springframework.cache.jcache.interceptor.JCacheInterceptor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@DisplayName("J4, S25 a JSR-107 batch method never runs without our interceptor in silence")
class JCacheInterceptorInChargeTests {

    @Test
    void anOperationSourceOfTheUsersOwnIsRefusedAtTheFirstCallOfABatchMethod() {
        try (var context = new AnnotationConfigApplicationContext(Plain.class, OwnSource.class, Cars.class)) {
            Cars cars = context.getBean(Cars.class);

            assertThat(cars.find(1)).isEqualTo("car 1");
            assertThatExceptionOfType(InvalidBatchMethodException.class)
                    .isThrownBy(() -> cars.find(List.of(1)))
                    .withMessageContainingAll(
                            "Cars.find", OwnJCacheOperationSource.class.getName(), "Remove that bean");
        }
    }

    @Test
    @DisplayName("S2 without caching nothing is registered for JSR-107, and nothing fails")
    void withoutCachingNothingIsReplaced() {
        try (var context = new AnnotationConfigApplicationContext(CacheAsMultiConfiguration.class, Cars.class)) {
            assertThat(context.getBeanNamesForType(JCacheInterceptor.class)).isEmpty();
            assertThat(context.getBean(Cars.class).find(List.of(1))).containsExactly("car 1");
        }
    }

    @Test
    @DisplayName("S25 replacing a second time changes nothing")
    void replacingTwiceChangesNothing() {
        try (var context = new AnnotationConfigApplicationContext(Plain.class, Cars.class)) {
            List<BeanDefinition> once = definitions(context);

            context.getBeansOfType(BeanDefinitionRegistryPostProcessor.class).values().stream()
                    .filter(processor -> processor.getClass().getName().startsWith("io.github.ms100"))
                    .forEach(processor -> processor.postProcessBeanDefinitionRegistry(context));

            assertThat(definitions(context)).hasSize(4).isEqualTo(once);
        }
    }

    private static List<BeanDefinition> definitions(AnnotationConfigApplicationContext context) {
        return Stream.of("jCacheInterceptor", "jCacheOperationSource", "cacheInterceptor", "cacheOperationSource")
                .map(context::getBeanDefinition)
                .map(AbstractBeanDefinition.class::cast)
                .<BeanDefinition>map(AbstractBeanDefinition::cloneBeanDefinition)
                .toList();
    }

    static class Cars {

        @CacheResult(cacheName = "cars")
        public String find(Integer id) {
            return "car " + id;
        }

        @CacheResult(cacheName = "cars")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            return ids.stream().map(this::find).toList();
        }
    }

    static class OwnJCacheOperationSource extends DefaultJCacheOperationSource {}

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
    static class OwnSource {
        @Bean
        OwnJCacheOperationSource jCacheOperationSource() {
            return new OwnJCacheOperationSource();
        }
    }
}
