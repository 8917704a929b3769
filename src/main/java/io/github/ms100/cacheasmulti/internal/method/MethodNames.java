package io.github.ms100.cacheasmulti.internal.method;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/**
 * How messages name the method of a bean: by the bean's class, or by its interface where the class was not written by
 * the user. So it is with repositories, mappers and HTTP interfaces, whose classes are proxies or a framework's own.
 */
public final class MethodNames {

    private MethodNames() {}

    /**
     * Returns class and name of a method.
     *
     * @param method the method as it was found or called
     * @param beanClass the class of its bean, without proxies where something stands behind them
     */
    public static String of(Method method, Class<?> beanClass) {
        return ClassUtils.getQualifiedMethodName(method, owner(method, beanClass));
    }

    /** Returns class, name and parameter types of a method. */
    static String withParameters(Method method, Class<?> beanClass) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", of(method, beanClass) + "(", ")"));
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
