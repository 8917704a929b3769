package io.github.ms100.cacheasmulti.internal.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;

/** What a cache resolver is told of a call: the operation and the caller's own arguments. */
final class OperationInvocation implements CacheOperationInvocationContext<CacheOperation> {

    private final CacheOperation operation;

    private final Object target;

    private final Method method;

    private final @Nullable Object[] arguments;

    OperationInvocation(CacheOperation operation, Object target, Method method, @Nullable Object[] arguments) {
        this.operation = operation;
        this.target = target;
        this.method = method;
        this.arguments = arguments;
    }

    @Override
    public CacheOperation getOperation() {
        return operation;
    }

    @Override
    public Object getTarget() {
        return target;
    }

    @Override
    public Method getMethod() {
        return method;
    }

    @Override
    public @Nullable Object[] getArgs() {
        return arguments;
    }
}
