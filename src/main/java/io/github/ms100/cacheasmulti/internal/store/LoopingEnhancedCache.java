package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.NullValue;
import org.springframework.util.CollectionUtils;

/**
 * Calls the single-key methods of a cache one after another: right for every cache.
 *
 * <p>A key that fails does not stop the others; a {@link PartialBatchException} names it in the end, with the exception
 * of its single call.
 */
class LoopingEnhancedCache extends ForwardingCache {

    LoopingEnhancedCache(Cache source) {
        super(source);
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        Map<Object, ValueWrapper> hits = CollectionUtils.newHashMap(keys.size());
        Map<Object, RuntimeException> failures = failures(keys, Function.identity(), key -> {
            ValueWrapper hit = source().get(key);
            if (hit != null) {
                hits.put(key, hit);
            }
        });
        if (!failures.isEmpty()) {
            throw new PartialBatchException(hits, failures);
        }
        return hits;
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        throwIfAny(
                failures(map.entrySet(), Map.Entry::getKey, entry -> source().put(entry.getKey(), entry.getValue())));
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        throwIfAny(failures(keys, Function.identity(), source()::evict));
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        throwIfAny(failures(keys, Function.identity(), source()::evictIfPresent));
    }

    /**
     * Reads into an array key by key; one that fails does not stop the others.
     *
     * @param lookup returns what is stored under a key; {@code null} if nothing is
     * @param allowNullValues whether {@link NullValue} stands for {@code null}
     */
    static void fill(
            Object[] keys,
            @Nullable Object[] values,
            Function<Object, @Nullable Object> lookup,
            boolean allowNullValues) {
        Map<Object, RuntimeException> failures = Collections.emptyMap();
        for (int i = 0; i < keys.length; i++) {
            try {
                Object stored = lookup.apply(keys[i]);
                if (stored != null) {
                    values[i] = (allowNullValues && stored == NullValue.INSTANCE) ? null : stored;
                }
            } catch (RuntimeException ex) {
                failures = failures.isEmpty() ? new LinkedHashMap<>() : failures;
                failures.put(keys[i], ex);
            }
        }
        throwIfAny(failures);
    }

    private static <E> Map<Object, RuntimeException> failures(
            Collection<? extends E> batch, Function<E, Object> keyOf, Consumer<E> call) {
        Map<Object, RuntimeException> failures = Collections.emptyMap();
        for (E element : batch) {
            try {
                call.accept(element);
            } catch (RuntimeException ex) {
                failures = failures.isEmpty() ? new LinkedHashMap<>() : failures;
                failures.put(keyOf.apply(element), ex);
            }
        }
        return failures;
    }

    private static void throwIfAny(Map<Object, RuntimeException> failures) {
        if (!failures.isEmpty()) {
            throw new PartialBatchException(failures);
        }
    }
}
