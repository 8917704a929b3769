package io.github.ms100.cacheasmulti.internal.method;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Finds the methods of a class that have a {@link CacheAsMulti} parameter (S26). */
public final class AnnotatedMethods {

    private AnnotatedMethods() {}

    /** Returns the methods of a class, its superclasses and interfaces that have a parameter with the annotation. */
    public static Set<Method> of(Class<?> beanClass) {
        Set<Method> methods = new LinkedHashSet<>();
        Consumer<Class<?>> collect = type -> {
            for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
                if (method.getParameterCount() > 0 && !method.isBridge() && hasAnnotatedParameter(method)) {
                    methods.add(method);
                }
            }
        };
        for (Class<?> type = beanClass; isOfUser(type); type = type.getSuperclass()) {
            collect.accept(type);
        }
        for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(beanClass)) {
            if (isOfUser(type)) {
                collect.accept(type);
            }
        }
        return methods;
    }

    private static boolean isOfUser(@Nullable Class<?> type) {
        return type != null && !Proxy.isProxyClass(type) && AnnotationUtils.isCandidateClass(type, CacheAsMulti.class);
    }

    private static boolean hasAnnotatedParameter(Method method) {
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            if (annotations.length > 0 && MergedAnnotations.from(annotations).isPresent(CacheAsMulti.class)) {
                return true;
            }
        }
        return false;
    }
}
