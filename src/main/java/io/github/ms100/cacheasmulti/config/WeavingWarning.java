package io.github.ms100.cacheasmulti.config;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Warns, when all beans are there, of batch methods in an application whose caching is woven by AspectJ. */
final class WeavingWarning implements SmartInitializingSingleton {

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
            for (String method : BatchMethodNames.in(beanFactory, (any, type) -> true)) {
                logger.warn(("@CacheAsMulti on a parameter of %s has no effect: caching is woven by AspectJ"
                                + " (AdviceMode.ASPECTJ), and only proxies know batch methods")
                        .formatted(method));
            }
        }
    }
}
