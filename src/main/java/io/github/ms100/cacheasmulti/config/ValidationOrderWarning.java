package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.aopalliance.aop.Advice;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AbstractBeanFactoryPointcutAdvisor;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.jcache.interceptor.JCacheInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.validation.beanvalidation.MethodValidationInterceptor;

/**
 * Warns of batch methods whose argument or result is validated inside the cache, where only the elements to load are
 * seen. Looks at each bean as it is made, lazy ones too, when others have added their advice.
 */
final class ValidationOrderWarning implements BeanPostProcessor {

    private static final Log logger = LogFactory.getLog(ValidationOrderWarning.class);

    private static final boolean JCACHE = OptionalLibrary.JCACHE_ANNOTATIONS.isPresent();

    private final ConfigurableListableBeanFactory beanFactory;

    private final Remembered<String, Boolean> warned = new Remembered<>();

    ValidationOrderWarning(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        List<Advisor> advisors = BatchMethodGuard.adviceOf(bean);
        for (Advisor inner : advisors) {
            if (!isOfBeanFactory(inner) && inner.getAdvice() instanceof MethodValidationInterceptor) {
                boolean inside = advisors.subList(0, advisors.indexOf(inner)).stream()
                        .anyMatch(outer -> isCaching(outer.getAdvice()));
                if (inside) {
                    warn(bean, inner);
                }
            }
        }
        return bean;
    }

    // Asked for its advice, it may have to make that bean.
    private static boolean isOfBeanFactory(Advisor advisor) {
        return advisor instanceof AbstractBeanFactoryPointcutAdvisor;
    }

    private static boolean isCaching(Advice advice) {
        return advice instanceof CacheInterceptor || (JCACHE && advice instanceof JCacheInterceptor);
    }

    private void warn(Object bean, Advisor validation) {
        Class<?> targetClass = AopProxyUtils.ultimateTargetClass(bean);
        // A repository's methods are not known to the class behind it.
        Set<Method> methods = new LinkedHashSet<>(BatchParameter.methodsOf(targetClass));
        methods.addAll(BatchParameter.methodsOf(ClassUtils.getUserClass(bean.getClass())));
        for (Method method : methods) {
            if (applies(validation, method, targetClass)) {
                beanFactory
                        .getBeanProvider(BatchMethodSource.class, false)
                        .orderedStream()
                        .forEach(family -> warn(family.plan(method, targetClass)));
            }
        }
    }

    private static boolean applies(Advisor validation, Method method, Class<?> targetClass) {
        return !(validation instanceof PointcutAdvisor advisor)
                || (advisor.getPointcut().getClassFilter().matches(targetClass)
                        && advisor.getPointcut().getMethodMatcher().matches(method, targetClass));
    }

    private void warn(@Nullable Plan plan) {
        BatchMethod method = (plan == null) ? null : plan.method();
        // A method that only puts or evicts is given the caller's own argument.
        if (method == null || !method.reads()) {
            return;
        }
        List<String> constraints = Constraints.ofWhole(method);
        if (!constraints.isEmpty() && warned.put(method.toString(), true)) {
            logger.warn(
                    ("%s is validated inside the cache, where %s judges only the elements to load, not what the caller"
                                    + " passes and gets: valid calls may fail, and others pass. Let validation stand outside, by a"
                                    + " MethodValidationPostProcessor bean with setBeforeExistingAdvisors(true), or put constraints"
                                    + " on the elements, as in Collection<@Positive Long> (docs/en/configuration.md, \"Order of advice\")")
                            .formatted(method, String.join(", ", constraints)));
        }
    }

    /** The constraints of Bean Validation that a method has on a whole collection. They are known by name only. */
    private static final class Constraints {

        private static final String PACKAGE = "jakarta.validation.";

        /** What holds for any part of an argument if it does for the whole, as no part is ever {@code null} or empty. */
        private static final Set<String> HARMLESS_ON_PARAMETER =
                Set.of(PACKAGE + "constraints.NotNull", PACKAGE + "constraints.NotEmpty");

        private static final Set<String> HARMLESS_ON_RESULT = Set.of(PACKAGE + "constraints.NotNull");

        /**
         * Returns in words the constraints of the batch parameter and of the result that may say something else of a part
         * than of the whole. Those of the elements, as in {@code Collection<@Positive Long>}, are none.
         */
        static List<String> ofWhole(BatchMethod method) {
            Set<String> found = new LinkedHashSet<>();
            Stream.of(method.method(), method.targetMethod()).forEach(declared -> {
                MethodParameter parameter =
                        new AnnotatedMethod(declared).getMethodParameters()[method.parameterIndex()];
                Annotation[] onParameter = parameter.getParameterAnnotations();
                collect(MergedAnnotations.from(onParameter), HARMLESS_ON_PARAMETER, " on the argument", found);
                MergedAnnotations onResult = MergedAnnotations.from(declared, SearchStrategy.TYPE_HIERARCHY);
                collect(onResult, HARMLESS_ON_RESULT, " on the result", found);
            });
            return List.copyOf(found);
        }

        private static void collect(
                MergedAnnotations annotations, Set<String> harmless, String where, Set<String> collected) {
            Stream.concat(annotations.stream(PACKAGE + "Constraint"), annotations.stream(PACKAGE + "Valid"))
                    .<MergedAnnotation<?>>map(MergedAnnotation::getRoot)
                    .map(MergedAnnotation::getType)
                    .filter(type -> !harmless.contains(type.getName()))
                    .forEach(type -> collected.add("@" + type.getSimpleName() + where));
        }
    }

    /** Adds the look at each bean after all others that look at beans. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static class Registration {

        // A bean post-processor that the context makes would be advised itself, and have the interceptors made before
        // it.
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static BeanFactoryPostProcessor cacheAsMultiValidationOrder() {
            BeanFactoryInitializer<ConfigurableListableBeanFactory> last =
                    beans -> beans.addBeanPostProcessor(new ValidationOrderWarning(beans));
            return beans -> beans.registerSingleton("cacheAsMultiValidationOrderWarning", last);
        }
    }
}
