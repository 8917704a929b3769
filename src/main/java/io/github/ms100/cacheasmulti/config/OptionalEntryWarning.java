package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.LaterType;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import io.github.ms100.cacheasmulti.internal.spring.BatchCacheOperationSource;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/**
 * Warns, when all beans are there, of single methods whose {@code Optional} comes later, in caches that batch methods name:
 * Spring stores it as it is, where a batch method stores and expects what is in it (A2).
 */
final class OptionalEntryWarning implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(OptionalEntryWarning.class);

    private final ConfigurableListableBeanFactory beanFactory;

    OptionalEntryWarning(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, BatchMethod> batches = batchesByCache();
        if (!batches.isEmpty()) {
            List<BatchCacheOperationSource> sources = beanFactory
                    .getBeanProvider(BatchCacheOperationSource.class, false)
                    .orderedStream()
                    .toList();
            Set<Class<?>> looked = new HashSet<>();
            for (String name : beanFactory.getBeanDefinitionNames()) {
                try {
                    Class<?> type = advisedClass(name);
                    if (type != null && looked.add(type)) {
                        sources.forEach(source -> look(type, source, batches));
                    }
                } catch (RuntimeException | LinkageError ex) {
                    // It may name a class that is not there, and that nobody needs.
                    logger.debug("Nobody can tell what bean '%s' stores".formatted(name), ex);
                }
            }
        }
    }

    /** Returns the class of a bean that may be cached: a proxy, or what a factory makes; {@code null} if it is none. */
    private @Nullable Class<?> advisedClass(String name) {
        Object bean = beanFactory.containsSingleton(name) ? beanFactory.getSingleton(name) : null;
        Class<?> type = null;
        if (bean instanceof FactoryBean) {
            type = beanFactory.getType(name, false);
        } else if (bean != null && AopUtils.isAopProxy(bean)) {
            type = AopProxyUtils.ultimateTargetClass(bean);
        }
        return (type == null) ? null : ClassUtils.getUserClass(type);
    }

    private Map<String, BatchMethod> batchesByCache() {
        Map<String, BatchMethod> batches = new HashMap<>();
        beanFactory
                .getBeanProvider(BatchMethodSource.class, false)
                .orderedStream()
                .forEach(family -> family.plans().stream()
                        .map(Plan::method)
                        .forEach(method -> method.operations().stream()
                                .filter(operation -> !(operation instanceof BatchOperation.Evict))
                                .flatMap(operation -> operation.source().getCacheNames().stream())
                                .forEach(cache -> batches.putIfAbsent(cache, method))));
        return batches;
    }

    private static void look(Class<?> beanClass, CacheOperationSource source, Map<String, BatchMethod> batches) {
        MethodIntrospector.MetadataLookup<Collection<CacheOperation>> stored = method -> {
            Collection<CacheOperation> operations = source.getCacheOperations(method, beanClass);
            return (operations != null && isOptionalLater(method, beanClass)) ? operations : null;
        };
        MethodIntrospector.selectMethods(beanClass, stored)
                .forEach((method, operations) -> warn(BatchMethod.nameOf(method, beanClass), operations, batches));
    }

    private static boolean isOptionalLater(Method method, Class<?> beanClass) {
        LaterType later = LaterType.of(method, beanClass);
        return later != null && later.value().toClass() == Optional.class;
    }

    private static void warn(String single, Collection<CacheOperation> operations, Map<String, BatchMethod> batches) {
        operations.stream()
                .filter(operation -> !(operation instanceof CacheEvictOperation))
                .flatMap(operation -> operation.getCacheNames().stream())
                .filter(batches::containsKey)
                .distinct()
                .forEach(cache -> logger.warn(
                        ("%s stores its Optional itself in cache '%s', as Spring does with all that comes later, where %s"
                                        + " stores and expects what is in it: each may find what it cannot use. Let the"
                                        + " single method return the Optional at once, or the value without it, or name"
                                        + " another cache")
                                .formatted(single, cache, batches.get(cache))));
    }
}
