package io.github.ms100.cacheasmulti.config;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * One family of cache annotations: whose classes Spring registers for it, and which of the library's take their place.
 *
 * @param factories the names of the configuration classes with Spring's bean methods, {@code cacheOperationSource} and
 *     {@code cacheInterceptor}
 * @param source the classes of the operation source
 * @param defineSource completes the definition of the library's source as those configuration classes define Spring's
 * @param interceptor the classes of the interceptor
 * @param operations tells whether an interceptor finds an operation that a batch method can have
 * @param <I> the class of interceptors
 */
record FrontEnd<I>(
        Set<String> factories,
        Replacement<?> source,
        Consumer<AbstractBeanDefinition> defineSource,
        Replacement<I> interceptor,
        OperationLookup<I> operations) {

    /**
     * A class of Spring's and the library's own subclass.
     *
     * @param original Spring's
     * @param batch the library's
     */
    record Replacement<T>(Class<T> original, Class<? extends T> batch) {}

    /** Looks for the operation of a method. */
    @FunctionalInterface
    interface OperationLookup<I> {

        boolean finds(I interceptor, Method method, Class<?> targetClass);
    }
}
