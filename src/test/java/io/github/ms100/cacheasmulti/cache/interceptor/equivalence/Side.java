package io.github.ms100.cacheasmulti.cache.interceptor.equivalence;

import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.cache.interceptor.TestStore;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
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

    Side(Collection<? extends Cache> caches, Class<?>... configurations) {
        this.caches = caches;
        context.register(Caching.class);
        Arrays.stream(configurations).forEach(context::register);
        context.registerBean(Reads.class, () -> new Reads(database));
        context.registerBean(Writes.class, () -> new Writes(database));
        context.registerBean(Mixtures.class, () -> new Mixtures(database));
        context.registerBean(EnhancedCacheConverter.class, TestStore::redisConverter);
        context.registerBean("cacheManager", CacheManager.class, () -> {
            SimpleCacheManager manager = new SimpleCacheManager();
            manager.setCaches(caches);
            return manager;
        });
        context.registerBean(
                "keys",
                KeyGenerator.class,
                () -> (target, method, arguments) ->
                        method.getName() + List.of(arguments.length) + Arrays.deepToString(arguments));
        context.refresh();
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

    void clear() {
        caches.forEach(Cache::clear);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class Caching {}
}
