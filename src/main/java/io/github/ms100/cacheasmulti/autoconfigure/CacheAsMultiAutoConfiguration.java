package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.context.annotation.Import;

/** Makes {@code @CacheAsMulti} work in every application that has {@code @EnableCaching}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration",
            "org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration"
        })
@ConditionalOnClass(CacheInterceptor.class)
@Import({
    CacheAsMultiConfiguration.class,
    CacheFailureConfiguration.class,
    RedisCacheAsMultiConfiguration.class,
    SingleFlightConfiguration.class
})
public final class CacheAsMultiAutoConfiguration {}
