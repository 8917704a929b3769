package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Arrays;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Writes to the log what calls do with their caches, as Spring's own caching does. */
final class Trace {

    private static final Log logger = LogFactory.getLog(BatchExecution.class);

    private Trace() {}

    /** Tells what a cache has been asked for, and what of it was there. */
    static void found(CallCache cache, Object[] keys, @Nullable Object[] values) {
        if (logger.isDebugEnabled()) {
            String name = cache.source().getName();
            long hits =
                    Arrays.stream(values).filter(value -> value != Values.MISS).count();
            logger.debug("Found %d of %d entries in cache '%s'".formatted(hits, keys.length, name));
            if (logger.isTraceEnabled()) {
                logger.trace("Keys looked up in cache '%s': %s".formatted(name, Printable.all(Arrays.asList(keys))));
            }
        }
    }

    /** Tells that entries are to be stored. */
    static void storing(CallCache cache, Object[] keys) {
        change("Creating cache entries for keys", keys, cache);
    }

    /** Tells that keys are to be evicted. */
    static void evicting(CallCache cache, Object[] keys) {
        change("Invalidating cache keys", keys, cache);
    }

    /** Tells that a cache is to be cleared. */
    static void clearing(CallCache cache) {
        if (logger.isTraceEnabled()) {
            logger.trace(
                    "Invalidating entire cache '%s'".formatted(cache.source().getName()));
        }
    }

    private static void change(String what, Object[] keys, CallCache cache) {
        if (logger.isTraceEnabled()) {
            logger.trace("%s %s in cache '%s'"
                    .formatted(
                            what,
                            Printable.all(Arrays.asList(keys)),
                            cache.source().getName()));
        }
    }
}
