package io.github.ms100.cacheasmulti.internal.plan;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Looks at every method of a bean's class before the first call, so that misuse of {@link CacheAsMulti} is found when
 * the bean is made (S25).
 */
public final class BatchMethodInspector {

    private static final Log logger = LogFactory.getLog(BatchMethodInspector.class);

    private final Supplier<List<BatchMethodSource>> sources;

    private final Remembered<Class<?>, Boolean> inspected = new Remembered<>();

    /**
     * Creates an inspector.
     *
     * @param sources gives all families of annotations; asked for each class that has a batch parameter
     */
    public BatchMethodInspector(Supplier<List<BatchMethodSource>> sources) {
        this.sources = sources;
    }

    /**
     * Checks the batch methods of a class, once if they are right.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if one cannot work
     */
    public void inspect(Class<?> beanClass) {
        Class<?> userClass = ClassUtils.getUserClass(beanClass);
        if (inspected.get(userClass) == null) {
            Set<Method> methods = BatchParameter.methodsOf(userClass);
            if (!methods.isEmpty()) {
                List<BatchMethodSource> families = sources.get();
                methods.forEach(method -> warnIfIdle(method, userClass, families));
            }
            // Only now: a class that fails must fail again when its bean is asked for again.
            inspected.put(userClass, true);
        }
    }

    /**
     * Checks one batch method of a class.
     *
     * @param userClass the class of a bean, which is no proxy of a class
     * @param families all families of annotations
     * @return why its annotation has no effect, in words for the user; {@code null} if it has one
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot work
     */
    public static @Nullable String check(Method method, Class<?> userClass, List<BatchMethodSource> families) {
        boolean planned = false;
        for (BatchMethodSource family : families) {
            planned |= family.plan(method, userClass) != null;
        }
        String reason = null;
        if (Modifier.isPrivate(method.getModifiers())) {
            reason = "it is private, so no proxy sees its calls";
        } else if (Modifier.isStatic(method.getModifiers())) {
            reason = "it is static, so no proxy sees its calls";
        } else if (Modifier.isFinal(method.getModifiers()) && !isDeclaredByInterface(method, userClass)) {
            reason = "it is final, so no proxy sees its calls";
        } else if (!planned && !Proxy.isProxyClass(userClass)) {
            reason = "the method has no cache annotation that is about elements (@CacheRemoveAll is not), or none that"
                    + " is visible to Spring";
        }
        return (reason == null)
                ? null
                : "@CacheAsMulti on %s%s has no effect: %s"
                        .formatted(
                                BatchParameter.find(method, userClass) == null ? "" : "a parameter of ",
                                BatchMethod.nameOf(method, userClass),
                                reason);
    }

    private static void warnIfIdle(Method method, Class<?> userClass, List<BatchMethodSource> families) {
        String warning = check(method, userClass, families);
        if (warning != null) {
            logger.warn(warning);
        }
    }

    private static boolean isDeclaredByInterface(Method method, Class<?> userClass) {
        return ClassUtils.getInterfaceMethodIfPossible(method, userClass)
                .getDeclaringClass()
                .isInterface();
    }
}
