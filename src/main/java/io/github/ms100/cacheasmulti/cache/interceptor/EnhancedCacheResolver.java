package io.github.ms100.cacheasmulti.cache.interceptor;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.Collection;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;

/** A {@link CacheResolver} whose caches already work in batches and are used as they are. */
public interface EnhancedCacheResolver extends CacheResolver {

    @Override
    Collection<? extends EnhancedCache> resolveCaches(CacheOperationInvocationContext<?> context);
}
