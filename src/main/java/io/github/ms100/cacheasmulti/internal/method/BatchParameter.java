package io.github.ms100.cacheasmulti.internal.method;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The parameter of a method that is annotated with {@link CacheAsMulti}, directly, through a composed annotation, or
 * on the method it overrides or implements (S26); or the method itself is.
 *
 * @param index its position; {@link #OF_METHOD} if the method is annotated
 * @param annotation the annotation with its attributes
 */
public record BatchParameter(int index, CacheAsMulti annotation) {

    /** In place of a position: the annotation is on the method itself, which has no batch parameter (P6). */
    static final int OF_METHOD = -1;

    private static final Method[] NONE = {};

    /**
     * Finds the batch parameter of a method.
     *
     * @param method the method as it was found or called
     * @param targetClass the class of the bean
     * @return the parameter, or {@code null} if there is none
     * @throws InvalidBatchMethodException if there are several
     */
    public static @Nullable BatchParameter find(Method method, Class<?> targetClass) {
        if (method.getParameterCount() == 0) {
            return null;
        }
        BatchParameter found = null;
        for (Method declared : declarations(method, targetClass)) {
            found = (found == null) ? find(new AnnotatedMethod(declared), targetClass) : found;
        }
        return found;
    }

    /**
     * Finds the annotation of a method that has it itself.
     *
     * @param method the method as it was found or called
     * @param targetClass the class of the bean
     * @return with {@link #OF_METHOD} in place of a position; {@code null} if it has none
     */
    public static @Nullable BatchParameter ofMethod(Method method, Class<?> targetClass) {
        for (Method declared : declarations(method, targetClass)) {
            MergedAnnotation<CacheAsMulti> annotation = MergedAnnotations.from(declared, SearchStrategy.TYPE_HIERARCHY)
                    .get(CacheAsMulti.class);
            if (annotation.isPresent()) {
                return new BatchParameter(OF_METHOD, annotation.synthesize());
            }
        }
        return null;
    }

    /** Returns where a method is declared, the most specific first. */
    private static Set<Method> declarations(Method method, Class<?> targetClass) {
        Method specific = specificMethod(method, targetClass);
        Set<Method> declarations = new LinkedHashSet<>(Arrays.asList(specific, method));
        // A method inherited from a superclass may implement an interface that only the subclass names.
        for (Class<?> type : ClassUtils.getAllInterfacesForClass(targetClass)) {
            Method declared = ClassUtils.getMethodIfAvailable(type, specific.getName(), specific.getParameterTypes());
            if (declared != null) {
                declarations.add(declared);
            }
        }
        return declarations;
    }

    /** Returns the methods of a class, its superclasses and interfaces, as they were written, that have the annotation, or a parameter with it. */
    public static Set<Method> methodsOf(Class<?> beanClass) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> type = beanClass; type != null; type = type.getSuperclass()) {
            types.add(type);
        }
        for (Class<?> type : List.copyOf(types)) {
            addInterfaces(type, types);
        }
        Set<Method> methods = new LinkedHashSet<>();
        for (Class<?> type : types) {
            for (Method method : isOfUser(type) ? ReflectionUtils.getDeclaredMethods(type) : NONE) {
                // Of an open suspend function Kotlin makes a static method, too, to which it copies all annotations.
                if (!method.isSynthetic() && (hasAnnotatedParameter(method) || isAnnotated(method))) {
                    methods.add(method);
                }
            }
        }
        return methods;
    }

    // Spring's ClassUtils leaves out the interfaces that an interface extends.
    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> implemented : type.getInterfaces()) {
            if (types.add(implemented)) {
                addInterfaces(implemented, types);
            }
        }
    }

    /** Returns the method whose parameter names, generics and annotations count: the most specific, not a bridge. */
    public static Method specificMethod(Method method, Class<?> targetClass) {
        return Proxy.isProxyClass(targetClass)
                ? BridgeMethodResolver.findBridgedMethod(method)
                : AopUtils.getMostSpecificMethod(method, targetClass);
    }

    private static @Nullable BatchParameter find(AnnotatedMethod method, Class<?> targetClass) {
        BatchParameter found = null;
        for (MethodParameter parameter : method.getMethodParameters()) {
            MergedAnnotation<CacheAsMulti> annotation =
                    MergedAnnotations.from(parameter.getParameterAnnotations()).get(CacheAsMulti.class);
            if (annotation.isPresent() && found != null) {
                throw new InvalidBatchMethodException(
                        "Parameters %d and %d of %s are both @CacheAsMulti, but exactly one parameter of a method may be"
                                .formatted(
                                        found.index(),
                                        parameter.getParameterIndex(),
                                        BatchMethod.describe(method.getMethod(), targetClass)),
                        "Keep the annotation on the collection whose elements are cached one by one.");
            }
            if (annotation.isPresent()) {
                found = new BatchParameter(parameter.getParameterIndex(), annotation.synthesize());
            }
        }
        return found;
    }

    private static boolean isOfUser(Class<?> type) {
        return !Proxy.isProxyClass(type) && AnnotationUtils.isCandidateClass(type, CacheAsMulti.class);
    }

    private static boolean isAnnotated(Method method) {
        return method.getAnnotations().length > 0
                && MergedAnnotations.from(method).isPresent(CacheAsMulti.class);
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
