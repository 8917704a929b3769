package io.github.ms100.cacheasmulti.internal.call;

import java.util.function.Predicate;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.BasicOperation;

/** Calls one method that has the annotation. Thread-safe. */
public interface MethodInvoker {

    /**
     * Calls the method.
     *
     * @param invocation the caller's call, not modified
     * @return the result for the caller
     * @throws Throwable what the method throws
     */
    @Nullable
    Object invoke(MethodInvocation invocation) throws Throwable;

    /**
     * Calls the method without any cache: caches, keys and conditions may need beans that cannot be made yet.
     *
     * @param declaresKey whether an operation, as it was declared, has a key or a key generator
     */
    @Nullable
    Object invokeUncached(MethodInvocation invocation, Predicate<BasicOperation> declaresKey) throws Throwable;
}
