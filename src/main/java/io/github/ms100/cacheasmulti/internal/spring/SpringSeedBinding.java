package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.call.GeneratedKeys;
import io.github.ms100.cacheasmulti.internal.call.OperationBinding;
import io.github.ms100.cacheasmulti.internal.call.SeedBinding;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;

/**
 * What the application context provides for an operation of a method whose result is cached entry by entry.
 *
 * @param operation as it was declared
 * @param method as resolvers and generators are told of it
 * @param keyGenerator makes its keys where there is no expression
 * @param resolver gives its caches
 * @param caches asks the resolver, as Spring does
 */
record SpringSeedBinding(
        CacheOperation operation,
        Method method,
        KeyGenerator keyGenerator,
        CacheResolver resolver,
        Function<OperationInvocation, Collection<? extends Cache>> caches)
        implements SeedBinding {

    @Override
    public Collection<? extends Cache> resolveCaches(Object target, @Nullable Object[] arguments) {
        return caches.apply(new OperationInvocation(operation, target, method, arguments));
    }

    @Override
    public @Nullable CacheManager cacheManager() {
        return OperationBinding.managerOf(resolver);
    }

    @Override
    public @Nullable Object key(Object target, @Nullable Object element) {
        return keyGenerator.generate(target, method, new Object[] {element});
    }

    @Override
    public boolean keysAreElements() {
        return GeneratedKeys.areDistinct(keyGenerator);
    }
}
