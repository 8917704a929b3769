package io.github.ms100.cacheasmulti.internal.expression;

import java.lang.reflect.Method;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** What {@code #root} is in an expression of a batch method. Public, as its properties are read by SpEL. */
public final class ExpressionRoot {

    private final Collection<? extends Cache> caches;

    private final Method method;

    private final @Nullable Object[] args;

    private final Object target;

    private final Class<?> targetClass;

    /**
     * Creates a root object.
     *
     * @param caches the caches of the operation
     * @param method the method called
     * @param args its arguments, with one element in place of all; kept, and changed from element to element
     * @param target the bean
     * @param targetClass its class
     */
    public ExpressionRoot(
            Collection<? extends Cache> caches,
            Method method,
            @Nullable Object[] args,
            Object target,
            Class<?> targetClass) {
        this.caches = caches;
        this.method = method;
        this.args = args;
        this.target = target;
        this.targetClass = targetClass;
    }

    /** Returns a root object with arguments of its own. */
    ExpressionRoot copy() {
        return new ExpressionRoot(caches, method, args.clone(), target, targetClass);
    }

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
