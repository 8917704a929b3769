package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.internal.change.CurrentTransaction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** Reads through to the decorated cache; puts and evicts wait for the commit, one callback per batch (S21). */
final class TransactionAwareEnhancedCache extends ForwardingCache implements TransactionAwareCache {

    private final EnhancedCache target;

    private final Cache decorated;

    TransactionAwareEnhancedCache(TransactionAwareCacheDecorator source, EnhancedCache target) {
        super(source);
        this.target = target;
        this.decorated = source.getTargetCache();
    }

    @Override
    public EnhancedCache target() {
        return target;
    }

    @Override
    public Cache decorated() {
        return decorated;
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        return target.multiGet(keys);
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        if (!map.isEmpty()) {
            // Not Map.copyOf: a null value is legal.
            Map<?, ?> written = new LinkedHashMap<>(map);
            CurrentTransaction.afterCommit(() -> target.multiPut(written));
        }
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        if (!keys.isEmpty()) {
            List<?> evicted = List.copyOf(keys);
            CurrentTransaction.afterCommit(() -> target.multiEvict(evicted));
        }
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        target.multiEvictIfPresent(keys);
    }
}
