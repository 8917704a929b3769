package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.method.AnnotatedMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AbstractBeanFactoryPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Warns of batch methods whose argument or result is validated inside the cache, where only the elements to load are
 * seen. Looks at each bean as it is made, lazy ones too, when others have added their advice.
 */
final class ValidationOrderWarning implements BeanPostProcessor {

    /** By name: its class cannot be loaded without Bean Validation. */
    private static final String VALIDATION =
            "org.springframework.validation.beanvalidation.MethodValidationInterceptor";

    private static final Set<String> CACHING = Set.of(
            "org.springframework.cache.interceptor.CacheInterceptor",
            "org.springframework.cache.jcache.interceptor.JCacheInterceptor");

    private static final Log logger = LogFactory.getLog(ValidationOrderWarning.class);

    private final ConfigurableListableBeanFactory beanFactory;

    private final Remembered<String, Boolean> warned = new Remembered<>();

    ValidationOrderWarning(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        List<Advisor> advisors = AdviceChain.of(bean);
        for (Advisor inner : advisors) {
            if (!isOfBeanFactory(inner) && isA(inner.getAdvice(), Set.of(VALIDATION))) {
                boolean inside = advisors.subList(0, advisors.indexOf(inner)).stream()
                        .anyMatch(outer -> isA(outer.getAdvice(), CACHING));
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

    private static boolean isA(Object advice, Set<String> classNames) {
        Class<?> type = advice.getClass();
        while (type != null && !classNames.contains(type.getName())) {
            type = type.getSuperclass();
        }
        return type != null;
    }

    private void warn(Object bean, Advisor validation) {
        Class<?> targetClass = AopProxyUtils.ultimateTargetClass(bean);
        // A repository's methods are not known to the class behind it.
        Set<Method> methods = new LinkedHashSet<>(AnnotatedMethods.of(targetClass));
        methods.addAll(AnnotatedMethods.of(ClassUtils.getUserClass(bean.getClass())));
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

    private void warn(@Nullable MethodPlan plan) {
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
                                    + " on the elements, as in Collection<@Positive Long> (README, \"Order of advice\")")
                            .formatted(method, String.join(", ", constraints)));
        }
    }
}
