package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.util.CollectionUtils;

/** A cache that works in batches by the user's own code: it is one itself, or a converter has made one of it. */
final class EnhancedView implements StoreView {

    private final Cache source;

    private final EnhancedCache batch;

    EnhancedView(Cache source, EnhancedCache batch) {
        this.source = source;
        this.batch = batch;
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        Map<Object, RuntimeException> failures = new LinkedHashMap<>(0);
        Map<Object, ValueWrapper> hits;
        try {
            hits = batch.multiGet(collection(keys));
        } catch (PartialBatchException ex) {
            hits = ex.getHits();
            failures.putAll(ex.getFailures());
        }
        take(hits, keys, values, failures);
    }

    private static void take(
            Map<Object, ValueWrapper> hits,
            Object[] keys,
            @Nullable Object[] values,
            Map<Object, RuntimeException> failures) {
        for (int i = 0; i < keys.length; i++) {
            ValueWrapper hit = hits.get(keys[i]);
            try {
                values[i] = (hit == null) ? values[i] : hit.get();
            } catch (RuntimeException ex) {
                failures.put(keys[i], ex);
            }
        }
        if (!failures.isEmpty()) {
            throw new PartialBatchException(failures);
        }
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        batch.multiPut(map(keys, values));
    }

    private static Map<Object, @Nullable Object> map(Object[] keys, @Nullable Object[] values) {
        Map<Object, @Nullable Object> entries = CollectionUtils.newLinkedHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
            entries.put(keys[i], values[i]);
        }
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public void evict(Object[] keys) {
        batch.multiEvict(collection(keys));
    }

    @Override
    public void evictNow(Object[] keys) {
        batch.multiEvictIfPresent(collection(keys));
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> readLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        CompletableFuture<Map<Object, ValueWrapper>> hits = orNull(() -> batch.multiRetrieve(collection(keys)));
        if (hits == null) {
            return null;
        }
        CompletableFuture<@Nullable Void> read = new CompletableFuture<>();
        CompletableFuture<?> unused = hits.whenCompleteAsync(
                (found, failure) -> {
                    Throwable cause = Futures.cause(failure);
                    try {
                        if (cause == null) {
                            take(found, keys, values, new LinkedHashMap<>(0));
                        } else if (cause instanceof PartialBatchException partial) {
                            take(partial.getHits(), keys, values, new LinkedHashMap<>(partial.getFailures()));
                        } else {
                            throw cause;
                        }
                        read.complete(null);
                    } catch (Throwable ex) {
                        read.completeExceptionally(ex);
                    }
                },
                resumption);
        return read;
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> writeLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return orNull(() -> batch.multiStore(map(keys, values)));
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> evictLater(Object[] keys, Executor resumption) {
        return orNull(() -> batch.multiRemove(collection(keys)));
    }

    private static <T> @Nullable T orNull(Supplier<T> call) {
        try {
            return call.get();
        } catch (UnsupportedOperationException ex) {
            return null;
        }
    }

    /** The batch form may hide what the cache itself says. */
    @Override
    public boolean refusesNull() {
        return LoopingView.refusesNull(batch) || LoopingView.refusesNull(source);
    }

    private static Collection<Object> collection(Object[] keys) {
        return Collections.unmodifiableList(Arrays.asList(keys));
    }

    @Override
    public boolean isLasting() {
        return source == batch;
    }

    @Override
    public String toString() {
        return "EnhancedView of %s".formatted(source);
    }
}
