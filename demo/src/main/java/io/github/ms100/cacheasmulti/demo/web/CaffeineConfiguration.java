package io.github.ms100.cacheasmulti.demo.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The default: a cache in this JVM. */
@Configuration(proxyBeanMethods = false)
@Profile("!redis")
class CaffeineConfiguration {

    @Bean
    static CacheDescription cacheDescription(@Value("${spring.cache.caffeine.spec}") String spec) {
        return new CacheDescription("Caffeine, in this JVM (" + spec.replace(",", ", ") + ")");
    }
}
