package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.call.OperationBinding;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
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

    /** Returns what gives the user's error handler; {@code null} if he has none. */
    public @Nullable Supplier<@Nullable CacheErrorHandler> errorHandler() {
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

    /**
     * Returns the manager of caches that are known by name alone, as Spring's interceptor finds it.
     *
     * @throws IllegalStateException if a resolver stands in for it that has none
     */
    public CacheManager manager(BeanFactory beanFactory) {
        CacheManager own = (cacheManager == null) ? null : cacheManager.get();
        CacheResolver resolver = (own != null || cacheResolver == null) ? null : cacheResolver.get();
        if (resolver != null) {
            own = OperationBinding.managerOf(resolver);
            if (own == null) {
                throw new IllegalStateException(
                        "The CachingConfigurer names a CacheResolver (%s), and no CacheManager to ask for a cache by name. Ask for it by BatchCaches.cache(Cache, Class)"
                                .formatted(resolver.getClass().getName()));
            }
        }
        return (own != null) ? own : beanFactory.getBean(CacheManager.class);
    }
}
