package io.github.ms100.cacheasmulti.internal.method;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A method with one {@link CacheAsMulti} parameter and at least one cache operation.
 *
 * @param method the method as key generators, cache resolvers and expressions are told of it
 * @param targetMethod the most specific method, whose parameter names and generic types count
 * @param targetClass the class of the bean, without proxies
 * @param parameter the batch parameter
 * @param operations the operations in the order of their annotations; empty where only its types are asked for
 * @param isSprings whether its annotations are Spring's, which store an {@code Optional} as what it holds, and know results that come
 *     later; those of JSR-107 do neither
 */
public record BatchMethod(
        Method method,
        Method targetMethod,
        Class<?> targetClass,
        BatchParameter parameter,
        List<BatchOperation> operations,
        boolean isSprings) {

    public BatchMethod {
        operations = List.copyOf(operations);
    }

    /** Returns the position of the batch parameter. */
    public int parameterIndex() {
        return parameter.index();
    }

    /** Returns the annotation of the batch parameter. */
    public CacheAsMulti annotation() {
        return parameter.annotation();
    }

    /** Returns whether the annotation is on the method itself, so that no parameter of it holds elements (P6). */
    public boolean seeds() {
        return parameter.index() == BatchParameter.OF_METHOD;
    }

    /** Returns whether elements are looked up, so that the method may be called with fewer of them. */
    public boolean reads() {
        return has(BatchOperation.Read.class);
    }

    /** Returns whether of overlapping calls each key is loaded by one. */
    public boolean sync() {
        return operations.stream().anyMatch(operation -> operation instanceof BatchOperation.Read read && read.sync());
    }

    /** Returns whether the batch parameter is a map whose values are stored. */
    public boolean storesArgument() {
        return has(BatchOperation.ArgumentWrite.class);
    }

    /** Returns whether nothing is looked up and no result stored, so that the result is the method's own affair. */
    public boolean ignoresResult() {
        return !has(BatchOperation.Read.class) && !has(BatchOperation.Write.class);
    }

    /** Every call asks, so without a stream. */
    private boolean has(Class<? extends BatchOperation> kind) {
        for (BatchOperation operation : operations) {
            if (kind.isInstance(operation)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the type of the batch parameter, with the generics of the bean's class. */
    public ResolvableType parameterType() {
        return ResolvableType.forMethodParameter(targetMethod, parameter.index(), targetClass);
    }

    /** Returns the return type, with the generics of the bean's class. */
    public ResolvableType returnType() {
        return ResolvableType.forMethodReturnType(targetMethod, targetClass);
    }

    /** Returns how the result comes later than the method returns; {@code null} if it is there by then. */
    public @Nullable LaterType later() {
        return LaterType.of(targetMethod, targetClass);
    }

    /** Returns the type of the result, which may come {@linkplain #later later}. */
    public ResolvableType resultType() {
        LaterType later = later();
        return (later == null) ? returnType() : later.value();
    }

    /** Returns an error about the batch parameter. */
    public InvalidBatchMethodException invalidParameter(String found, String remedy) {
        String description = "@CacheAsMulti parameter %s of %s %s".formatted(describeParameter(), this, found);
        return new InvalidBatchMethodException(description, remedy);
    }

    /** Returns an error about the method as a whole. */
    public InvalidBatchMethodException invalid(String found, String remedy) {
        String description = seeds()
                ? "%s, which is @CacheAsMulti, %s".formatted(this, found)
                : "%s, whose parameter %s is @CacheAsMulti, %s".formatted(this, describeParameter(), found);
        return new InvalidBatchMethodException(description, remedy);
    }

    /**
     * Returns class and name of a method of a bean, as messages show them: by the bean's class, or by its interface where
     * the class was not written by the user. So it is with repositories, mappers and HTTP interfaces, whose classes are
     * proxies or a framework's own.
     *
     * @param method the method as it was found or called
     * @param beanClass the class of its bean, without proxies where something stands behind them
     */
    public static String nameOf(Method method, Class<?> beanClass) {
        return ClassUtils.getQualifiedMethodName(method, owner(method, beanClass));
    }

    /** Returns class, name and parameter types of a method of a bean, as messages show them. */
    static String describe(Method method, Class<?> beanClass) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", nameOf(method, beanClass) + "(", ")"));
    }

    /** Returns class, name and parameter types of the method, as messages show them. */
    @Override
    public String toString() {
        return describe(shown(), targetClass);
    }

    // Not the method of a class that does not know the interface: nobody has written that for the bean.
    private Method shown() {
        return method.getDeclaringClass().isAssignableFrom(targetClass) ? targetMethod : method;
    }

    private String describeParameter() {
        String name =
                new MethodParameter(shown(), parameter.index()).getParameter().getName();
        return "'%s' (index %d)".formatted(name, parameter.index());
    }

    private static Class<?> owner(Method method, Class<?> beanClass) {
        if (!method.getDeclaringClass().isAssignableFrom(beanClass)) {
            return method.getDeclaringClass();
        }
        // The class of a proxy or a lambda.
        if (Proxy.isProxyClass(beanClass) || beanClass.isHidden()) {
            for (Class<?> type : beanClass.getInterfaces()) {
                if (ClassUtils.hasMethod(type, method.getName(), method.getParameterTypes())) {
                    return type;
                }
            }
        }
        return beanClass;
    }
}
