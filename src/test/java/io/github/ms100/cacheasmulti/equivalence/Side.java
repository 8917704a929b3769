package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/** One application: the families, data and caches of its own. */
final class Side implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final GivenData data = new GivenData();

    private final Collection<? extends Cache> caches;

    static Side withoutLibrary(Collection<? extends Cache> caches, Class<?>... configurations) {
        return new Side(caches, TestStore.redisConverter(), List.of(configurations), registry -> {});
    }

    static Side withLibrary(
            Collection<? extends Cache> caches, EnhancedCacheConverter<?> redis, Class<?>... configurations) {
        return withLibrary(caches, redis, registry -> {}, configurations);
    }

    /** Creates a side with further beans. */
    static Side withLibrary(
            Collection<? extends Cache> caches,
            EnhancedCacheConverter<?> redis,
            BeanDefinitionRegistryPostProcessor beans,
            Class<?>... configurations) {
        List<Class<?>> all = new ArrayList<>(List.of(configurations));
        all.add(CacheAsMultiConfiguration.class);
        return new Side(caches, redis, all, beans);
    }

    private Side(
            Collection<? extends Cache> caches,
            EnhancedCacheConverter<?> redis,
            List<Class<?>> configurations,
            BeanDefinitionRegistryPostProcessor beans) {
        this.caches = caches;
        context.addBeanFactoryPostProcessor(beans);
        context.register(Caching.class);
        configurations.forEach(context::register);
        context.registerBean(GivenData.class, () -> data);
        context.registerBean(Reads.class, () -> new Reads(data));
        context.registerBean(UnstoredReads.class, () -> new UnstoredReads(data));
        context.registerBean(Writes.class, () -> new Writes(data));
        context.registerBean(Mixtures.class, () -> new Mixtures(data));
        context.registerBean(Twins.class, () -> new Twins(data));
        context.registerBean(JCacheReads.class, () -> new JCacheReads(data));
        context.registerBean(JCacheFailures.class, () -> new JCacheFailures(data));
        context.registerBean(JCacheWrites.class, () -> new JCacheWrites(data));
        context.registerBean(JCacheDefaulted.class, () -> new JCacheDefaulted(data));
        context.registerBean(EnhancedCacheConverter.class, () -> redis);
        context.registerBean("cacheManager", CacheManager.class, () -> new GivenCaches(caches));
        context.registerBean("keys", KeyGenerator.class, () -> Side::key);
        context.refresh();
    }

    private static Object key(Object target, Method method, Object... arguments) {
        return method.getName() + List.of(arguments.length) + Arrays.deepToString(arguments);
    }

    GivenData data() {
        return data;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Object bean(Pair pair) {
        return context.getBean(pair.batch().getDeclaringClass());
    }

    Collection<? extends Cache> caches() {
        return caches;
    }

    Cache cache(String name) {
        return Objects.requireNonNull(context.getBean(CacheManager.class).getCache(name));
    }

    /** Empties the caches at once. */
    void clear() {
        caches.forEach(Cache::invalidate);
    }

    /** Decides whether caches that a test has given store what says that there is nothing. */
    void recordMissing(boolean recorded) {
        caches.forEach(cache -> ((KeyRecordingCache) cache).recordMissing(recorded));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class Caching {}

    /** An application whose keys are made by a generator of its own wherever an operation names none. */
    @Configuration
    static class OwnKeys implements CachingConfigurer {

        @Override
        public KeyGenerator keyGenerator() {
            return Side::key;
        }
    }
}
