package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** The converters that need nothing but the classes of their store (B2). */
public final class BuiltInConverters {

    private BuiltInConverters() {}

    /**
     * Returns those for the stores on the class path.
     *
     * @param targets makes the view of the cache behind a decorator
     */
    public static List<StoreConverter<?>> onClassPath(Function<Cache, StoreView> targets) {
        List<StoreConverter<?>> converters = new ArrayList<>();
        converters.add(new OfConcurrentMap());
        if (OptionalLibrary.CAFFEINE.isPresent()) {
            converters.add(new OfCaffeine());
        }
        if (OptionalLibrary.JCACHE.isPresent()) {
            converters.add(new OfJCache());
        }
        if (OptionalLibrary.TRANSACTION_AWARE_CACHES.isPresent()) {
            converters.add(new OfTransactionAware(targets));
        }
        return converters;
    }

    private static final class OfConcurrentMap extends StoreConverter<ConcurrentMapCache> {

        OfConcurrentMap() {
            super(ConcurrentMapCache.class);
        }

        @Override
        protected StoreView view(ConcurrentMapCache cache) {
            return new ConcurrentMapView(cache);
        }
    }

    private static final class OfCaffeine extends StoreConverter<CaffeineCache> {

        OfCaffeine() {
            super(CaffeineCache.class);
        }

        @Override
        protected StoreView view(CaffeineCache cache) {
            return new CaffeineView(cache);
        }
    }

    private static final class OfJCache extends StoreConverter<JCacheCache> {

        OfJCache() {
            super(JCacheCache.class);
        }

        @Override
        protected StoreView view(JCacheCache cache) {
            return new JCacheView(cache);
        }
    }

    private static final class OfTransactionAware extends StoreConverter<TransactionAwareCacheDecorator> {

        private final Function<Cache, StoreView> targets;

        OfTransactionAware(Function<Cache, StoreView> targets) {
            super(TransactionAwareCacheDecorator.class);
            this.targets = targets;
        }

        @Override
        protected StoreView view(TransactionAwareCacheDecorator cache) {
            return new TransactionAwareView(cache, targets.apply(cache.getTargetCache()));
        }
    }
}
