package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Checks, when all beans are there, that the library's interceptor for one family of annotations is in charge wherever
 * it has batch methods: without it a batch method would silently cache its whole collection under one key.
 */
final class BatchMethodGuard<I> implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beanFactory;

    private final FrontEnd<I> frontEnd;

    BatchMethodGuard(ConfigurableListableBeanFactory beanFactory, FrontEnd<I> frontEnd) {
        this.beanFactory = beanFactory;
        this.frontEnd = frontEnd;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name :
                beanFactory.getBeanNamesForType(frontEnd.interceptor().original(), true, false)) {
            Class<?> type = beanFactory.getType(name, false);
            if (type != null && !frontEnd.interceptor().batch().isAssignableFrom(type)) {
                refuseBatchMethods(name, type);
            }
        }
    }

    private void refuseBatchMethods(String name, Class<?> type) {
        I interceptor = beanFactory.getBean(name, frontEnd.interceptor().original());
        // An interceptor beside the library's own may well be about other methods, or about other beans.
        List<String> methods = namesOfBatchMethods(
                beanFactory,
                (method, targetClass) -> frontEnd.operations().finds(interceptor, method, targetClass)
                        && serves(interceptor, targetClass));
        if (!methods.isEmpty()) {
            throw new InvalidBatchMethodException(
                    ("Bean '%s' of type %s is the cache interceptor, but it does not know @CacheAsMulti: it would cache"
                                    + " the whole collection of %s under one key")
                            .formatted(name, type.getName(), String.join(", ", methods)),
                    ("Remove the bean '%s', so that the interceptor of @EnableCaching is used, and configure that by a"
                                    + " CachingConfigurer.")
                            .formatted(name));
        }
    }

    /** Returns whether calls of beans of a class go through an interceptor: by an advisor that is a bean, or by their proxy. */
    private boolean serves(I interceptor, Class<?> beanClass) {
        for (Advisor advisor :
                beanFactory.getBeansOfType(Advisor.class, true, false).values()) {
            if (advisor.getAdvice() == interceptor && AopUtils.canApply(advisor, beanClass)) {
                return true;
            }
        }
        return Arrays.stream(beanFactory.getBeanDefinitionNames())
                .filter(name -> beanFactory.containsSingleton(name) && isOfClass(name, beanClass))
                .flatMap(name -> adviceOf(beanFactory.getBean(name)).stream())
                .anyMatch(advisor -> advisor.getAdvice() == interceptor);
    }

    /**
     * Returns the advice that calls of a bean go through, from the outside to the inside, that of a proxy behind the proxy
     * included, as there is behind that of a factory bean's object; none if the bean is no proxy.
     */
    static List<Advisor> adviceOf(Object bean) {
        List<Advisor> advisors = new ArrayList<>();
        Object layer = bean;
        while (layer instanceof Advised advised) {
            Collections.addAll(advisors, advised.getAdvisors());
            layer = AopProxyUtils.getSingletonTarget(advised);
        }
        return advisors;
    }

    private boolean isOfClass(String name, Class<?> beanClass) {
        Class<?> type = beanFactory.getType(name, false);
        return type != null && ClassUtils.getUserClass(type) == beanClass;
    }

    /** Returns, as messages show them, the batch methods of all beans that pass a filter of method and class of its bean. */
    private static List<String> namesOfBatchMethods(
            ConfigurableListableBeanFactory beanFactory, BiPredicate<Method, Class<?>> filter) {
        List<String> names = new ArrayList<>();
        for (String bean : beanFactory.getBeanDefinitionNames()) {
            Class<?> type = beanFactory.getType(bean, false);
            if (type != null) {
                Class<?> userClass = ClassUtils.getUserClass(type);
                for (Method method : BatchParameter.methodsOf(userClass)) {
                    if (filter.test(method, userClass)) {
                        names.add(BatchMethod.nameOf(method, userClass));
                    }
                }
            }
        }
        return names;
    }

    /** Warns of batch methods in an application whose caching is woven by AspectJ, where no interceptor is in charge. */
    static final class WeavingWarning implements SmartInitializingSingleton {

        /** The bean that stands for {@code AdviceMode.ASPECTJ}. */
        private static final String ASPECT_BEAN_NAME = "org.springframework.cache.config.internalCacheAspect";

        private static final Log logger = LogFactory.getLog(WeavingWarning.class);

        private final ConfigurableListableBeanFactory beanFactory;

        WeavingWarning(ConfigurableListableBeanFactory beanFactory) {
            this.beanFactory = beanFactory;
        }

        @Override
        public void afterSingletonsInstantiated() {
            if (beanFactory.containsBeanDefinition(ASPECT_BEAN_NAME)) {
                for (String method : namesOfBatchMethods(beanFactory, (any, type) -> true)) {
                    logger.warn(("@CacheAsMulti on a parameter of %s has no effect: caching is woven by AspectJ"
                                    + " (AdviceMode.ASPECTJ), and only proxies know batch methods")
                            .formatted(method));
                }
            }
        }
    }
}
