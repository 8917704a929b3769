package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.store.OriginalCaches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.core.PriorityOrdered;

/**
 * Remembers each cache manager of the application as it was made, before any other post-processor could wrap it. Changes
 * none. Thread-safe.
 */
final class OriginalCacheManagers implements BeanPostProcessor, PriorityOrdered, BeanFactoryAware, OriginalCaches {

    private final Map<String, CacheManager> managers = new ConcurrentHashMap<>();

    private @Nullable ConfigurableListableBeanFactory beanFactory;

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
    }

    /** After whoever makes a manager what it is to be. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof CacheManager manager) {
            managers.put(beanName, manager);
        }
        return bean;
    }

    /** What a factory bean has made is seen here first. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof CacheManager manager) {
            managers.putIfAbsent(beanName, manager);
        }
        return bean;
    }

    @Override
    public Collection<CacheManager> managers() {
        return List.copyOf(managers.values());
    }

    @Override
    public @Nullable Original behind(Cache wrapper, @Nullable CacheManager from) {
        for (Map.Entry<String, CacheManager> made : managers.entrySet()) {
            try {
                Cache original = behind(wrapper, from, made.getKey(), made.getValue());
                if (original != null) {
                    return new Original(original, made.getKey());
                }
            } catch (RuntimeException ex) {
                // A manager that fails is not asked for by the user.
            }
        }
        return null;
    }

    private @Nullable Cache behind(Cache wrapper, @Nullable CacheManager from, String bean, CacheManager made) {
        CacheManager present = present(bean);
        String name = wrapper.getName();
        if (present == null || present == made || !made.getCacheNames().contains(name)) {
            return null;
        }
        boolean certain = (from != null) ? present == from : present.getCache(name) == wrapper;
        Cache original = certain ? made.getCache(name) : null;
        return (original == null || original.getClass() == wrapper.getClass()) ? null : original;
    }

    /** Returns the manager as it is now; {@code null} if it is no bean of this context, or not always the same. */
    private @Nullable CacheManager present(String bean) {
        return (beanFactory == null || !beanFactory.containsLocalBean(bean) || !beanFactory.isSingleton(bean))
                ? null
                : beanFactory.getBean(bean, CacheManager.class);
    }
}
