package io.github.ms100.cacheasmulti.internal.expression;

import java.lang.reflect.Method;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * What {@code #root} is in an expression of a batch method. Public, as its properties are read by SpEL.
 *
 * @param caches the caches of the operation
 * @param method the method called
 * @param args its arguments, with one element in place of all
 * @param target the bean
 * @param targetClass its class
 */
public record ExpressionRoot(
        Collection<? extends Cache> caches,
        Method method,
        @Nullable Object[] args,
        Object target,
        Class<?> targetClass) {

    public Collection<? extends Cache> getCaches() {
        return caches;
    }

    public Method getMethod() {
        return method;
    }

    public String getMethodName() {
        return method.getName();
    }

    public @Nullable Object[] getArgs() {
        return args;
    }

    public Object getTarget() {
        return target;
    }

    public Class<?> getTargetClass() {
        return targetClass;
    }
}
