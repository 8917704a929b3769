package io.github.ms100.cacheasmulti.cache.interceptor;

import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.List;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.AopTestUtils;

/** An application with the library, one bean whose annotations of one family count, and the caches of one store. */
final class TestApplication<T> implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final Class<T> beanClass;

    private TestApplication(Family family, Class<T> beanClass, List<? extends Cache> caches) {
        this.beanClass = beanClass;
        context.register(CachingEnabled.class, CacheAsMultiConfiguration.class, beanClass);
        context.registerBean(EnhancedCacheConverter.class, TestStore::redisConverter);
        context.registerBean("cacheManager", CacheManager.class, () -> {
            SimpleCacheManager manager = new SimpleCacheManager();
            manager.setCaches(caches);
            return manager;
        });
        family.only(context);
        context.refresh();
    }

    /** Creates an application whose caches are the store's own. */
    static <T> TestApplication<T> of(Family family, TestStore store, Class<T> beanClass) {
        return new TestApplication<>(
                family, beanClass, TestStore.NAMES.stream().map(store::newCache).toList());
    }

    /** Creates an application whose caches are a user's batch caches, which count. */
    static <T> TestApplication<T> counting(Family family, TestStore store, Class<T> beanClass) {
        return new TestApplication<>(
                family,
                beanClass,
                TestStore.NAMES.stream()
                        .map(store::newCache)
                        .map(CountingCache::new)
                        .toList());
    }

    /** Returns the bean as others see it. */
    T bean() {
        return context.getBean(beanClass);
    }

    /** Returns the bean behind the proxy. */
    T target() {
        return AopTestUtils.getTargetObject(bean());
    }

    Cache cache(String name) {
        return context.getBean(CacheManager.class).getCache(name);
    }

    /** Returns the calls of a counting cache since the last time. */
    List<String> calls(String name) {
        List<String> calls = ((CountingCache) cache(name)).calls();
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class CachingEnabled {}
}
