package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.operation.InvalidBatchMethodException;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

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
        // An interceptor beside the library's own may well be about other methods.
        List<String> methods = BatchMethodNames.in(
                beanFactory, (method, targetClass) -> frontEnd.operations().finds(interceptor, method, targetClass));
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
}
