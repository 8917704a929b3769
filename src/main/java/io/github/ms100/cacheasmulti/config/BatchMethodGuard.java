package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.interceptor.internal.BatchCacheInterceptor;
import io.github.ms100.cacheasmulti.internal.operation.AnnotatedMethods;
import io.github.ms100.cacheasmulti.internal.operation.InvalidBatchMethodException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.CollectionUtils;

/**
 * Checks, when all beans are there, that the library's interceptor is in charge wherever there are batch methods:
 * without it a batch method would silently cache its whole collection under one key.
 */
final class BatchMethodGuard implements SmartInitializingSingleton {

    /** The bean that stands for {@code AdviceMode.ASPECTJ}. */
    private static final String ASPECT_BEAN_NAME = "org.springframework.cache.config.internalCacheAspect";

    private static final Log logger = LogFactory.getLog(BatchMethodGuard.class);

    private final ConfigurableListableBeanFactory beanFactory;

    BatchMethodGuard(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beanFactory.getBeanNamesForType(CacheInterceptor.class, true, false)) {
            Class<?> type = beanFactory.getType(name, false);
            if (type != null && !BatchCacheInterceptor.class.isAssignableFrom(type)) {
                refuseBatchMethods(name, type);
            }
        }
        if (beanFactory.containsBeanDefinition(ASPECT_BEAN_NAME)) {
            for (String method : batchMethods((method, type) -> true)) {
                logger.warn(("@CacheAsMulti on a parameter of %s has no effect: caching is woven by AspectJ"
                                + " (AdviceMode.ASPECTJ), and only proxies know batch methods")
                        .formatted(method));
            }
        }
    }

    private void refuseBatchMethods(String name, Class<?> type) {
        CacheOperationSource source =
                beanFactory.getBean(name, CacheInterceptor.class).getCacheOperationSource();
        // An interceptor beside the library's own may well be about other methods.
        List<String> methods = (source == null)
                ? List.of()
                : batchMethods((method, targetClass) ->
                        !CollectionUtils.isEmpty(source.getCacheOperations(method, targetClass)));
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

    private List<String> batchMethods(BiPredicate<Method, Class<?>> filter) {
        List<String> methods = new ArrayList<>();
        for (String name : beanFactory.getBeanDefinitionNames()) {
            Class<?> type = beanFactory.getType(name, false);
            if (type != null) {
                Class<?> userClass = ClassUtils.getUserClass(type);
                for (Method method : AnnotatedMethods.of(userClass)) {
                    if (filter.test(method, userClass)) {
                        methods.add(ClassUtils.getQualifiedMethodName(method, userClass));
                    }
                }
            }
        }
        return methods;
    }
}
