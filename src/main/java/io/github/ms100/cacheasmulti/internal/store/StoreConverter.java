package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/**
 * A converter that comes with the library (B2). It takes one class exactly, because a subclass may override single-key
 * methods that the batch would pass by; and it steps back behind every other converter.
 *
 * @param <T> the class of caches this converter takes
 */
public abstract class StoreConverter<T extends Cache> implements EnhancedCacheConverter<T> {

    private final Class<T> store;

    protected StoreConverter(Class<T> store) {
        this.store = store;
    }

    /**
     * Returns those that need nothing but the classes of their store, which is on the class path.
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

    /** Tells whether this converter can turn the given cache into one that works in batches natively. */
    public boolean takes(Cache cache) {
        return cache.getClass() == store;
    }

    /** Returns the view of a cache that this converter {@linkplain #takes takes}. */
    protected abstract StoreView view(T cache);

    @Override
    public final EnhancedCache convert(T cache) {
        return new ViewCache(view(cache), StoreIdentities.feed());
    }

    /** Returns a view of any cache that handles the keys of a batch one by one. */
    protected static StoreView looping(Cache cache) {
        return new LoopingView(cache);
    }

    final StoreView viewTaken(Cache cache) {
        return view(store.cast(cache));
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
            return new ViewBehind.TransactionAwareView(cache, targets.apply(cache.getTargetCache()));
        }
    }
}
