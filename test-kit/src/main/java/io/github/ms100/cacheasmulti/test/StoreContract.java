package io.github.ms100.cacheasmulti.test;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;

/** What the contracts need of a store, and how they look into it: by single calls. */
abstract class StoreContract {

    /** Creates the store's own Spring cache: empty, and sharing no entry with any other. */
    protected abstract Cache newCache();

    /**
     * Returns the batch form of a cache, on the same entries.
     *
     * @param cache what {@link #newCache} has made
     * @return what an {@code EnhancedCacheConverter} would make of it; the cache itself if it works in batches
     */
    protected abstract EnhancedCache batchFormOf(Cache cache);

    /**
     * Returns the key with a number, an {@code Integer} unless this is overridden: equal for equal numbers, different for
     * different ones.
     */
    protected Object key(int number) {
        return number;
    }

    /**
     * Returns a value that the store can hold, a {@code String} unless this is overridden: equal for equal arguments,
     * different for different ones.
     *
     * @param number that of the key
     * @param version tells values of one key apart
     */
    protected Object value(int number, String version) {
        return number + "@" + version;
    }

    /** Returns the keys with the numbers from 0 on, in a list that may be changed. */
    final List<Object> keys(int count) {
        List<Object> keys = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            keys.add(key(number));
        }
        return keys;
    }

    /** Returns values for the keys with the numbers from 0 on, in a map that may be changed. */
    final Map<Object, @Nullable Object> entries(int count) {
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (int number = 0; number < count; number++) {
            entries.put(key(number), value(number, "a"));
        }
        return entries;
    }

    /** Returns what single calls find, by key. */
    static Map<Object, @Nullable Object> contents(Cache cache, Collection<?> keys) {
        Map<Object, @Nullable Object> contents = new LinkedHashMap<>();
        for (Object key : keys) {
            ValueWrapper hit = cache.get(key);
            if (hit != null) {
                contents.put(key, hit.get());
            }
        }
        return contents;
    }

    /** Returns the values of hits by key; a {@code null} wrapper is a miss. */
    static Map<Object, @Nullable Object> values(Map<Object, @Nullable ValueWrapper> hits) {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        hits.forEach((key, hit) -> {
            if (hit != null) {
                values.put(key, hit.get());
            }
        });
        return values;
    }

    /** Makes a call that must not throw. */
    static <T> T must(String demand, Callable<T> call) {
        try {
            return call.call();
        } catch (Exception ex) {
            throw new AssertionError("%s, but it threw %s".formatted(demand, ex), ex);
        }
    }

    /** Makes a call that must not throw. */
    static void must(String demand, Runnable call) {
        must(demand, () -> {
            call.run();
            return true;
        });
    }
}
