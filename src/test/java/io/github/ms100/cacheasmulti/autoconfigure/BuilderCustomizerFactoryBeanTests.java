package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.autoconfigure.RedisCacheAsMultiConfiguration.BuilderCustomizerFactoryBean;
import io.github.ms100.cacheasmulti.support.redis.RedisCacheCustomizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An interface that is known by its class only, as Spring Boot 3's customizer is. */
class BuilderCustomizerFactoryBeanTests {

    /** Has the one method of Spring Boot 3's interface. */
    @FunctionalInterface
    interface Customizer {

        void customize(RedisCacheManagerBuilder builder);
    }

    @Test
    void beanOfTheInterfaceComesFirstAndCustomizes() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Beans.class)) {
            List<Customizer> customizers =
                    context.getBeanProvider(Customizer.class).orderedStream().toList();
            RedisCacheManagerBuilder builder = RedisCacheManagerBuilder.fromCacheWriter(
                    RedisCacheWriter.nonLockingRedisCacheWriter(new LettuceConnectionFactory()));

            assertThat(customizers).hasSize(2);
            customizers.get(0).customize(builder);

            assertThat(builder.getCacheConfigurationFor("cars")
                            .orElseThrow()
                            .getTtlFunction()
                            .getTimeToLive("key", null))
                    .isEqualTo(Duration.ofMinutes(1));
            assertThat(customizers.get(0)).isEqualTo(customizers.get(0)).isNotEqualTo(customizers.get(1));
            assertThat(customizers.get(0)).hasToString("Redis cache customizer of cache-as-multi");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        @Order(0)
        Customizer ofTheUser() {
            return builder -> {};
        }

        @Bean
        RedisCacheCustomizer redisCacheCustomizer() {
            return new RedisCacheCustomizer(Map.of("cars", Duration.ofMinutes(1)), null);
        }

        @Bean
        static org.springframework.beans.factory.FactoryBean<?> ofTheLibrary(
                org.springframework.beans.factory.ObjectProvider<RedisCacheCustomizer> customizer) {
            return new BuilderCustomizerFactoryBean(
                    Customizer.class, builder -> customizer.getObject().customize(builder));
        }
    }
}
