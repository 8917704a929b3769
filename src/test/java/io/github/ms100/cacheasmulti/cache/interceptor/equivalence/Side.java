package io.github.ms100.cacheasmulti.cache.interceptor.equivalence;

import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.cache.interceptor.TestStore;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/** One application: the families, a database and caches of its own. */
final class Side implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final Database database = new Database();

    private final Collection<? extends Cache> caches;

    static Side withoutLibrary(Collection<? extends Cache> caches, Class<?>... configurations) {
        return new Side(caches, TestStore.redisConverter(), List.of(configurations));
    }

    static Side withLibrary(
            Collection<? extends Cache> caches, EnhancedCacheConverter<?> redis, Class<?>... configurations) {
        List<Class<?>> all = new ArrayList<>(List.of(configurations));
        all.add(CacheAsMultiConfiguration.class);
        return new Side(caches, redis, all);
    }

    private Side(Collection<? extends Cache> caches, EnhancedCacheConverter<?> redis, List<Class<?>> configurations) {
        this.caches = caches;
        context.register(Caching.class);
        configurations.forEach(context::register);
        context.registerBean(Reads.class, () -> new Reads(database));
        context.registerBean(UnstoredReads.class, () -> new UnstoredReads(database));
        context.registerBean(Writes.class, () -> new Writes(database));
        context.registerBean(Mixtures.class, () -> new Mixtures(database));
        context.registerBean(Twins.class, () -> new Twins(database));
        context.registerBean(JCacheReads.class, () -> new JCacheReads(database));
        context.registerBean(JCacheFailures.class, () -> new JCacheFailures(database));
        context.registerBean(JCacheWrites.class, () -> new JCacheWrites(database));
        context.registerBean(JCacheDefaulted.class, () -> new JCacheDefaulted(database));
        context.registerBean(EnhancedCacheConverter.class, () -> redis);
        context.registerBean("cacheManager", CacheManager.class, () -> {
            SimpleCacheManager manager = new SimpleCacheManager();
            manager.setCaches(caches);
            return manager;
        });
        context.registerBean("keys", KeyGenerator.class, () -> Side::key);
        context.refresh();
    }

    private static Object key(Object target, Method method, Object... arguments) {
        return method.getName() + List.of(arguments.length) + Arrays.deepToString(arguments);
    }

    Database database() {
        return database;
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
        caches.forEach(cache -> ((RecordingCache) cache).recordMissing(recorded));
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
