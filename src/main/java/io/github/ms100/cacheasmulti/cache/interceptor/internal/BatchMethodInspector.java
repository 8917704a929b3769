package io.github.ms100.cacheasmulti.cache.interceptor.internal;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Looks at every method of a bean's class before the first call, so that misuse of {@link CacheAsMulti} is found when
 * the bean is made.
 */
public final class BatchMethodInspector {

    private static final Log logger = LogFactory.getLog(BatchMethodInspector.class);

    private final BatchMethodReader reader;

    private final Set<Class<?>> inspected = ConcurrentHashMap.newKeySet();

    BatchMethodInspector(BatchMethodReader reader) {
        this.reader = reader;
    }

    /**
     * Checks the batch methods of a class, once if they are right.
     *
     * @throws io.github.ms100.cacheasmulti.internal.operation.InvalidBatchMethodException if one cannot work
     */
    void inspect(Class<?> beanClass) {
        Class<?> userClass = ClassUtils.getUserClass(beanClass);
        if (!inspected.contains(userClass)) {
            annotatedMethods(userClass).forEach(method -> inspect(method, userClass));
            // Only now: a class that fails must fail again when its bean is asked for again.
            inspected.add(userClass);
        }
    }

    /** Returns the methods of a class, its superclasses and interfaces that have a parameter with the annotation. */
    public static Set<Method> annotatedMethods(Class<?> beanClass) {
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

    private void inspect(Method method, Class<?> userClass) {
        boolean planned = reader.read(method, userClass) != null;
        if (Modifier.isPrivate(method.getModifiers())) {
            warn(method, userClass, "it is private, so no proxy sees its calls");
        } else if (Modifier.isStatic(method.getModifiers())) {
            warn(method, userClass, "it is static, so no proxy sees its calls");
        } else if (Modifier.isFinal(method.getModifiers()) && !isDeclaredByInterface(method, userClass)) {
            warn(method, userClass, "it is final, so no proxy sees its calls");
        } else if (!planned && !Proxy.isProxyClass(userClass)) {
            warn(method, userClass, "the method has no cache annotation, or none that is visible to Spring");
        }
    }

    private static boolean isDeclaredByInterface(Method method, Class<?> userClass) {
        return ClassUtils.getInterfaceMethodIfPossible(method, userClass)
                .getDeclaringClass()
                .isInterface();
    }

    private static void warn(Method method, Class<?> userClass, String reason) {
        logger.warn("@CacheAsMulti on a parameter of %s has no effect: %s"
                .formatted(ClassUtils.getQualifiedMethodName(method, userClass), reason));
    }
}
