package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What one call changes in its caches, each cache asked once (S11, S20). */
final class CacheChanges {

    private static final Log logger = LogFactory.getLog(BatchExecution.class);

    private final GuardedCaches guarded;

    CacheChanges(GuardedCaches guarded) {
        this.guarded = guarded;
    }

    /** Stores entries in each cache, those it refuses left out. */
    void put(List<BatchCache> caches, Map<Object, @Nullable Object> entries) {
        put(caches, entries, guarded::put);
    }

    /** Stores in the caches of a read what the method loaded, but for keys that somebody has changed meanwhile. */
    void putLoaded(Step.Read read, Map<Object, @Nullable Object> entries, RunningLoad load) {
        put(read.caches, entries, (cache, accepted) -> {
            if (read.skipsLookup) {
                guarded.refresh(cache, accepted, load);
            } else {
                guarded.fill(cache, accepted, load);
            }
        });
    }

    private static void put(
            List<BatchCache> caches,
            Map<Object, @Nullable Object> entries,
            BiConsumer<BatchCache, Map<Object, @Nullable Object>> put) {
        for (BatchCache cache : caches) {
            Map<Object, @Nullable Object> accepted = cache.refusesNull() ? withoutNulls(entries) : entries;
            if (!accepted.isEmpty()) {
                trace("Creating cache entries for keys", accepted.keySet(), cache);
                put.accept(cache, Collections.unmodifiableMap(accepted));
            }
        }
    }

    private static Map<Object, @Nullable Object> withoutNulls(Map<Object, @Nullable Object> entries) {
        if (!entries.containsValue(null)) {
            return entries;
        }
        Map<Object, @Nullable Object> accepted = new LinkedHashMap<>(entries);
        accepted.values().removeIf(Objects::isNull);
        return accepted;
    }

    /** Evicts keys, if there are any, from each cache. */
    void evict(List<BatchCache> caches, Collection<Object> keys) {
        for (BatchCache cache : keys.isEmpty() ? List.<BatchCache>of() : caches) {
            trace("Invalidating cache keys", keys, cache);
            guarded.evict(cache, Collections.unmodifiableCollection(keys));
        }
    }

    /** Evicts keys, not to be modified, from each cache of a step, or everything if that is what the step does. */
    void evict(Step.Evict evict, Collection<Object> keys) {
        boolean immediate = evict.moment.before();
        for (BatchCache cache : evict.caches) {
            if (evict.allEntries) {
                trace("Invalidating entire cache", keys, cache);
                guarded.clear(cache, immediate);
            } else {
                trace("Invalidating cache keys", keys, cache);
                if (immediate) {
                    guarded.evictIfPresent(cache, keys);
                } else {
                    guarded.evict(cache, keys);
                }
            }
        }
    }

    private static void trace(String what, Collection<?> keys, BatchCache cache) {
        if (logger.isTraceEnabled()) {
            logger.trace("%s %s in cache '%s'"
                    .formatted(what, Printable.all(keys), cache.source().getName()));
        }
    }
}
