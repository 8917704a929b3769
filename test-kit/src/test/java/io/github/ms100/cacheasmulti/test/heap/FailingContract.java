package io.github.ms100.cacheasmulti.test.heap;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.PartialFailureContract;
import org.springframework.cache.Cache;

/** The contract of partial failure for a {@link FailingCache}. */
public abstract class FailingContract extends PartialFailureContract {

    @Override
    protected Cache newCache() {
        return new FailingCache();
    }

    @Override
    protected EnhancedCache batchFormOf(Cache cache) {
        return batchForm((FailingCache) cache);
    }

    protected abstract EnhancedCache batchForm(FailingCache cache);

    @Override
    protected void failFor(Operation operation, Cache cache, Object key) {
        ((FailingCache) cache).fail(operation, key);
    }

    @Override
    protected boolean failAltogether(Cache cache) {
        ((FailingCache) cache).failAltogether();
        return true;
    }
}
