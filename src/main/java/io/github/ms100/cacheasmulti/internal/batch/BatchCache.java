package io.github.ms100.cacheasmulti.internal.batch;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.internal.NullPolicy;
import org.springframework.cache.Cache;

/**
 * One cache of an operation.
 *
 * @param source the user's own cache, as error handlers and expressions see it
 * @param batch its batch view
 */
public record BatchCache(Cache source, EnhancedCache batch) {

    /** Returns whether it cannot hold {@code null}, so that missing elements are not stored in it. */
    boolean refusesNull() {
        // A converter of the user's own may hide from the batch form what the cache itself says.
        return NullPolicy.refusesNull(batch) || NullPolicy.refusesNull(source);
    }
}
