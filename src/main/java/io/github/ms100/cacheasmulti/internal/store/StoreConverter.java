package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.util.ClassUtils;

/**
 * A converter that comes with the library (B2). It takes one class exactly, because a subclass may override single-key
 * methods that the batch would pass by; and it steps back behind every other converter.
 *
 * @param <T> the class of caches this converter takes
 */
public abstract class StoreConverter<T extends Cache> implements EnhancedCacheConverter<T> {

    private final Class<T> store;

    public StoreConverter(Class<T> store) {
        this.store = store;
    }

    /** Tells whether this converter can turn the given cache into one that works in batches natively. */
    public boolean takes(Cache cache) {
        return cache.getClass() == store;
    }

    /**
     * Converts a cache that this converter {@linkplain #takes takes}.
     *
     * @throws ClassCastException if it does not take it
     */
    public final EnhancedCache convertTaken(Cache cache) {
        return convert(store.cast(cache));
    }

    /**
     * Returns the converters that need nothing but the classes of their store, for the stores on the class path.
     *
     * @param targets converts the cache behind a decorator
     */
    public static List<StoreConverter<?>> onClassPath(Function<Cache, EnhancedCache> targets) {
        List<StoreConverter<?>> converters = new ArrayList<>();
        converters.add(new OfConcurrentMap());
        if (isPresent("org.springframework.cache.caffeine.CaffeineCache")
                && isPresent("com.github.benmanes.caffeine.cache.Cache")) {
            converters.add(new OfCaffeine());
        }
        if (isPresent("org.springframework.cache.jcache.JCacheCache") && isPresent("javax.cache.Cache")) {
            converters.add(new OfJCache());
        }
        if (isPresent("org.springframework.cache.transaction.TransactionAwareCacheDecorator")
                && isPresent("org.springframework.transaction.support.TransactionSynchronizationManager")) {
            converters.add(new OfTransactionAware(targets));
        }
        return converters;
    }

    /** Returns a view of any cache that handles the keys of a batch one by one. */
    public static EnhancedCache looping(Cache cache) {
        return new LoopingEnhancedCache(cache);
    }

    private static boolean isPresent(String className) {
        return ClassUtils.isPresent(className, StoreConverter.class.getClassLoader());
    }

    private static final class OfConcurrentMap extends StoreConverter<ConcurrentMapCache> {

        OfConcurrentMap() {
            super(ConcurrentMapCache.class);
        }

        @Override
        public EnhancedCache convert(ConcurrentMapCache cache) {
            return new ConcurrentMapEnhancedCache(cache);
        }
    }

    private static final class OfCaffeine extends StoreConverter<CaffeineCache> {

        OfCaffeine() {
            super(CaffeineCache.class);
        }

        @Override
        public EnhancedCache convert(CaffeineCache cache) {
            return new CaffeineEnhancedCache(cache);
        }
    }

    private static final class OfJCache extends StoreConverter<JCacheCache> {

        OfJCache() {
            super(JCacheCache.class);
        }

        @Override
        public EnhancedCache convert(JCacheCache cache) {
            return new JCacheEnhancedCache(cache);
        }
    }

    private static final class OfTransactionAware extends StoreConverter<TransactionAwareCacheDecorator> {

        private final Function<Cache, EnhancedCache> targets;

        OfTransactionAware(Function<Cache, EnhancedCache> targets) {
            super(TransactionAwareCacheDecorator.class);
            this.targets = targets;
        }

        @Override
        public EnhancedCache convert(TransactionAwareCacheDecorator cache) {
            return new TransactionAwareEnhancedCache(cache, targets.apply(cache.getTargetCache()));
        }
    }
}
