package io.github.ms100.cacheasmulti.internal.jcache;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.jcache.config.AbstractJCacheConfiguration;

/**
 * What the user's {@link org.springframework.cache.annotation.CachingConfigurer} says, as Spring's own configuration for
 * JSR-107 finds it out: looked at when first needed, made once for source and interceptor, and in Spring's words if
 * there are several.
 */
public final class JCacheUserConfiguration extends AbstractJCacheConfiguration {

    @Nullable
    Supplier<@Nullable CacheErrorHandler> errorHandler() {
        return errorHandler;
    }

    @Nullable
    Supplier<@Nullable KeyGenerator> keyGenerator() {
        return keyGenerator;
    }

    @Nullable
    Supplier<@Nullable CacheResolver> cacheResolver() {
        return cacheResolver;
    }

    @Nullable
    Supplier<@Nullable CacheResolver> exceptionCacheResolver() {
        return exceptionCacheResolver;
    }

    @Nullable
    Supplier<@Nullable CacheManager> cacheManager() {
        return cacheManager;
    }
}
