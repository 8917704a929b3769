package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.support.NullValue;

/**
 * Calls the single-key methods of a cache one after another: right for every cache.
 *
 * <p>A key that fails does not stop the others; a {@link PartialBatchException} names it in the end, with the exception
 * of its single call (S23).
 */
class LoopingView implements StoreView {

    private final Cache source;

    LoopingView(Cache source) {
        this.source = source;
    }

    @Override
    public final Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        forEach(keys, i -> {
            ValueWrapper hit = source.get(keys[i]);
            if (hit != null) {
                values[i] = hit.get();
            }
        });
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        forEach(keys, i -> source.put(keys[i], values[i]));
    }

    @Override
    public void evict(Object[] keys) {
        forEach(keys, i -> source.evict(keys[i]));
    }

    @Override
    public void evictNow(Object[] keys) {
        forEach(keys, i -> source.evictIfPresent(keys[i]));
    }

    /** Subclasses have batch operations and take from here what is left over; what does nothing has no loop to speak of. */
    @Override
    public final boolean isLooped() {
        return getClass() == LoopingView.class && !(source instanceof NoOpCache);
    }

    @Override
    public final boolean refusesNull() {
        return refusesNull(source);
    }

    /** Returns whether a cache says that it refuses {@code null}; false for one that does not say. */
    static boolean refusesNull(Cache cache) {
        return cache instanceof AbstractValueAdaptingCache adapting && !adapting.isAllowNullValues();
    }

    /**
     * Reads entries from where the cache keeps them.
     *
     * @param lookup returns what is stored under a key; {@code null} if nothing is
     */
    final void readStored(Object[] keys, @Nullable Object[] values, Function<Object, @Nullable Object> lookup) {
        boolean standsForNull = !refusesNull();
        Map<Object, RuntimeException> failures = null;
        for (int i = 0; i < keys.length; i++) {
            try {
                Object stored = lookup.apply(keys[i]);
                if (stored != null) {
                    values[i] = (standsForNull && stored instanceof NullValue) ? null : stored;
                }
            } catch (RuntimeException ex) {
                failures = (failures == null) ? new LinkedHashMap<>() : failures;
                failures.put(keys[i], ex);
            }
        }
        throwIfAny(failures);
    }

    private static void forEach(Object[] keys, IntConsumer call) {
        Map<Object, RuntimeException> failures = null;
        for (int i = 0; i < keys.length; i++) {
            try {
                call.accept(i);
            } catch (RuntimeException ex) {
                failures = (failures == null) ? new LinkedHashMap<>() : failures;
                failures.put(keys[i], ex);
            }
        }
        throwIfAny(failures);
    }

    private static void throwIfAny(@Nullable Map<Object, RuntimeException> failures) {
        if (failures != null) {
            throw new PartialBatchException(failures);
        }
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(getClass().getSimpleName(), source);
    }
}
