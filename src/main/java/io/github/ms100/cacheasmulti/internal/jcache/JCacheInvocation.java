package io.github.ms100.cacheasmulti.internal.jcache;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheInvocationParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.jcache.interceptor.JCacheOperation;

/**
 * What a cache resolver is told of a call: the operation and the caller's own arguments.
 *
 * @param <A> the cache annotation
 */
class JCacheInvocation<A extends Annotation>
        implements CacheInvocationContext<A>, CacheOperationInvocationContext<JCacheOperation<A>> {

    private final JCacheOperation<A> operation;

    private final Object target;

    private final @Nullable Object[] arguments;

    private final CacheInvocationParameter[] parameters;

    JCacheInvocation(
            JCacheOperation<A> operation,
            Object target,
            @Nullable Object[] arguments,
            CacheInvocationParameter[] parameters) {
        this.operation = operation;
        this.target = target;
        this.arguments = arguments;
        this.parameters = parameters;
    }

    JCacheInvocation(JCacheInvocation<A> other) {
        this(other.operation, other.target, other.arguments, other.parameters);
    }

    @Override
    public final JCacheOperation<A> getOperation() {
        return operation;
    }

    @Override
    public final Object getTarget() {
        return target;
    }

    @Override
    public final Method getMethod() {
        return operation.getMethod();
    }

    @Override
    public final @Nullable Object[] getArgs() {
        return arguments.clone();
    }

    @Override
    public final Set<Annotation> getAnnotations() {
        return operation.getAnnotations();
    }

    @Override
    public final A getCacheAnnotation() {
        return operation.getCacheAnnotation();
    }

    @Override
    public final String getCacheName() {
        return operation.getCacheName();
    }

    @Override
    public final CacheInvocationParameter[] getAllParameters() {
        return parameters.clone();
    }

    @Override
    public final <T> T unwrap(Class<T> type) {
        throw new IllegalArgumentException("Cannot unwrap to " + type);
    }

    @Override
    public final String toString() {
        return "%s of %s".formatted(operation, target);
    }
}
