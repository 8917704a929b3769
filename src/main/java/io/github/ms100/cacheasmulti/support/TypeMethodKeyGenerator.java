package io.github.ms100.cacheasmulti.support;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/**
 * A {@link KeyGenerator} for caches that many methods share: its keys tell package, type, method and arguments, so that
 * equal arguments of different methods do not meet.
 *
 * <p>Keys are serializable and have a text that tells them apart as well, for caches with string keys. Two keys are equal if their packages, types, methods and arguments are, arrays
 * by content. Overloaded methods have different keys, and so have arguments of different types, such as {@code 1},
 * {@code 1L} and {@code "1"}.
 *
 * <p>A method for one element and its batch method share entries only if their keys agree: override
 * {@link #getMethod}, and {@link #getType} if they are in different types, to return the same text for both.
 *
 * <p>Never registered by the library: declare it as a bean and name it in {@code keyGenerator}. Thread-safe, as long as
 * overriding methods are.
 */
public class TypeMethodKeyGenerator implements KeyGenerator {

    /** Creates a generator. */
    public TypeMethodKeyGenerator() {}

    /**
     * Makes the key of a call.
     *
     * @param target the bean, or a proxy of it
     * @param method the method called
     * @param params its arguments, which may be {@code null}; arrays and collections are taken as they are now, and the
     *     continuation of a suspend function of Kotlin is none
     * @return a key, equal for equal calls
     */
    @Override
    public Object generate(Object target, Method method, @Nullable Object... params) {
        Class<?> type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(target));
        if (Proxy.isProxyClass(type)) {
            type = method.getDeclaringClass();
        }
        // As Spring's own generator does.
        @Nullable
        Object[] arguments =
                KotlinDetector.isSuspendingFunction(method) ? Arrays.copyOf(params, params.length - 1) : params;
        return new Key(getPackage(type), getType(type), getMethod(method), getParameters(arguments));
    }

    /**
     * Returns how the method is called in the key: its name and parameter types.
     *
     * @param method the method
     */
    protected String getMethod(Method method) {
        StringJoiner types = new StringJoiner(",", method.getName() + "(", ")");
        for (Class<?> type : method.getParameterTypes()) {
            types.add(type.getTypeName());
        }
        return types.toString();
    }

    /**
     * Returns how the type is called in the key: its name without the package, outer classes included.
     *
     * @param type the class of the bean, or the interface if it is nothing but a proxy
     */
    protected String getType(Class<?> type) {
        String packageName = type.getPackageName();
        return packageName.isEmpty() ? type.getName() : type.getName().substring(packageName.length() + 1);
    }

    /**
     * Returns how the package is called in the key: its full name, empty for the unnamed package.
     *
     * @param type the class of the bean, or the interface if it is nothing but a proxy
     */
    protected String getPackage(Class<?> type) {
        return type.getPackageName();
    }

    /**
     * Returns what stands for the arguments in the key: an object with {@code equals}, {@code hashCode} and
     * {@code toString} that tell different arguments apart.
     *
     * @param params the arguments, varargs expanded
     */
    protected Object getParameters(@Nullable Object... params) {
        return new KeyArguments(params);
    }

    /** Package, type and method as the generator calls them, and what stands for the arguments. */
    private record Key(String packageName, String type, String method, Object arguments) implements Serializable {

        /** Returns the key as text, for caches that store their keys as strings. */
        @Override
        public String toString() {
            return (packageName.isEmpty() ? "" : packageName + ".") + type + "." + method + arguments;
        }
    }
}
