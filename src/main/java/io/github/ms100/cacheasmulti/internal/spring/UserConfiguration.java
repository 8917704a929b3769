package io.github.ms100.cacheasmulti.internal.spring;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.AbstractCachingConfiguration;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;

/**
 * What the user's {@link org.springframework.cache.annotation.CachingConfigurer} says, as Spring's own configuration
 * finds it out: looked at when first needed, made once, and in Spring's words if there are several. A bean of its own
 * for this family of annotations, as Spring's configuration is.
 */
public final class UserConfiguration extends AbstractCachingConfiguration {

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
    Supplier<@Nullable CacheManager> cacheManager() {
        return cacheManager;
    }
}
