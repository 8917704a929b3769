package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.support.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.util.CollectionUtils;

/**
 * What is made of the outcomes of calls of caches: the user's error handler hears of failures, with exactly the keys that failed, the
 * bare key if it is only one; the cool-down knows which caches have answered; and who listens is told. Thread-safe.
 *
 * @param errorHandler the user's
 * @param coolDown knows which caches to spare
 * @param listener is told what has been done
 * @param unread takes the keys that could not be read where the error handler lets that pass; {@code null} if nobody asks
 */
record Outcomes(
        CacheErrorHandler errorHandler,
        CoolDown coolDown,
        BatchListener listener,
        @Nullable Map<Object, RuntimeException> unread) {

    /** Returns whether anybody listens. */
    boolean areHeard() {
        return listener != BatchListener.NO_OP;
    }

    /** Returns when something begins, if anybody wants to know. */
    long start() {
        return areHeard() ? System.nanoTime() : 0;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns whether a cache may be called, to be closed; {@code null} if no cache is ever spared. */
    CoolDown.@Nullable Permission permission(CallCache cache) {
        return (coolDown == CoolDown.NONE) ? null : coolDown.ask(cache.source());
    }

    /** Returns whether a cache may be called; to be closed. */
    CoolDown.Permission ask(CallCache cache) {
        return coolDown.ask(cache.source());
    }

    /** Takes notice that a cache has answered. */
    void answered(CallCache cache) {
        if (coolDown != CoolDown.NONE) {
            tell(coolDown.answered(cache.source()), cache);
        }
    }

    /** Takes notice that a cache has failed. */
    void failed(CallCache cache, Throwable failure) {
        if (areHeard()) {
            listener.onFailure(new BatchListener.Failure(cache.source(), failure));
        }
        tell(coolDown.failed(cache.source(), failure), cache);
    }

    private void tell(CoolDown.Transition transition, CallCache cache) {
        switch (transition) {
            case OPENED -> listener.onCoolDownOpened(cache.source());
            case CLOSED -> listener.onCoolDownClosed(cache.source());
            case NONE -> {}
        }
    }

    /** Takes notice that keys have been looked up; what could not be read is a miss. */
    void lookedUp(CallCache cache, Object[] keys, @Nullable Object[] values, Lookup lookup) {
        RuntimeException failure = lookup.failure();
        if (failure != null && !(failure instanceof PartialBatchException)) {
            Arrays.fill(values, Values.MISS);
        }
        if (areHeard()) {
            int hits = hits(values);
            int failures = Math.min(failed(failure, keys.length), keys.length - hits);
            listener.onLookup(new BatchListener.Lookup(
                    cache.source(),
                    keys.length,
                    hits,
                    failures,
                    lookup.bypassed(),
                    lookup.again(),
                    cache.view().isLooped(),
                    since(lookup.start())));
        }
        report(failure, keys, (cause, failed) -> {
            errorHandler.handleCacheGetError(cause, cache.source(), bareIfSingle(failed));
            if (unread != null) {
                failed.forEach(key -> unread.put(key, cause));
            }
        });
    }

    /**
     * Turns values of another type than the call has said into misses, each a failure of its key (P3).
     *
     * @param failure what the lookup has failed by; {@code null} if it has not
     * @return all that it has failed by; {@code null} if nothing has
     */
    static @Nullable RuntimeException checked(
            CallCache cache, Object[] keys, @Nullable Object[] values, @Nullable RuntimeException failure) {
        if (cache.type() == null || (failure != null && !(failure instanceof PartialBatchException))) {
            return failure;
        }
        Map<Object, RuntimeException> failures = null;
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != Values.MISS && !cache.isOfType(values[i])) {
                failures = (failures == null) ? failuresOf(failure) : failures;
                failures.put(keys[i], new ClassCastException(wrongType(cache, keys[i], values[i])));
                values[i] = Values.MISS;
            }
        }
        return (failures == null) ? failure : new PartialBatchException(failures);
    }

    private static Map<Object, RuntimeException> failuresOf(@Nullable RuntimeException failure) {
        return (failure instanceof PartialBatchException partial)
                ? new LinkedHashMap<>(partial.getFailures())
                : new LinkedHashMap<>();
    }

    private static String wrongType(CallCache cache, Object key, @Nullable Object value) {
        return "Cache '%s' holds %s under the key %s, where %s was asked for"
                .formatted(
                        cache.source().getName(),
                        Objects.requireNonNull(value).getClass().getName(),
                        Printable.of(key),
                        Objects.requireNonNull(cache.type()).getName());
    }

    private static int hits(@Nullable Object[] values) {
        int hits = 0;
        for (Object value : values) {
            hits += (value == Values.MISS) ? 0 : 1;
        }
        return hits;
    }

    /** Takes notice that entries have been stored. */
    void stored(CallCache cache, KeyedValues entries, Store store) {
        Object[] keys = entries.keys();
        RuntimeException failure = store.failure();
        if (areHeard()) {
            listener.onStore(new BatchListener.Store(
                    cache.source(),
                    store.asked(),
                    store.asked() - keys.length,
                    failed(failure, keys.length),
                    cache.view().isLooped(),
                    since(store.start())));
        }
        if (failure != null) {
            Map<Object, @Nullable Object> all = entries.toMap();
            report(failure, keys, (cause, failed) -> putFailed(cache, cause, failed, all));
        }
    }

    /** Takes notice that keys have been evicted. */
    void evicted(CallCache cache, Object[] keys, @Nullable RuntimeException failure, long start) {
        if (areHeard()) {
            listener.onEvict(new BatchListener.Evict(
                    cache.source(),
                    keys.length,
                    failed(failure, keys.length),
                    cache.view().isLooped(),
                    since(start)));
        }
        report(
                failure,
                keys,
                (cause, failed) -> errorHandler.handleCacheEvictError(cause, cache.source(), bareIfSingle(failed)));
    }

    /** Takes notice that a cache has been cleared. */
    void cleared(CallCache cache, @Nullable RuntimeException failure, long start) {
        if (areHeard()) {
            listener.onClear(new BatchListener.Clear(cache.source(), failure, since(start)));
        }
        if (failure != null) {
            errorHandler.handleCacheClearError(failure, cache.source());
        }
    }

    /** Takes notice that entries are not stored. */
    void refuse(CallCache cache, int entries) {
        if (areHeard() && entries > 0) {
            listener.onStore(new BatchListener.Store(
                    cache.source(), entries, entries, 0, cache.view().isLooped(), Duration.ZERO));
        }
    }

    private void putFailed(
            CallCache cache, RuntimeException cause, Collection<Object> keys, Map<Object, @Nullable Object> all) {
        // A map of its own: what the handler does to it must not reach the other caches of the operation.
        Map<Object, @Nullable Object> failed = CollectionUtils.newLinkedHashMap(keys.size());
        keys.stream().filter(all::containsKey).forEach(key -> failed.put(key, all.get(key)));
        if (failed.size() == 1) {
            failed.forEach((key, value) -> errorHandler.handleCachePutError(cause, cache.source(), key, value));
        } else {
            errorHandler.handleCachePutError(cause, cache.source(), failed.keySet(), failed);
        }
    }

    private static void report(
            @Nullable RuntimeException failure,
            Object[] keys,
            BiConsumer<RuntimeException, Collection<Object>> handler) {
        if (failure instanceof PartialBatchException partial) {
            Map<RuntimeException, Collection<Object>> byCause = new LinkedHashMap<>();
            partial.getFailures().forEach((key, cause) -> byCause.computeIfAbsent(cause, any -> new ArrayList<>())
                    .add(key));
            byCause.forEach(handler);
        } else if (failure != null) {
            handler.accept(failure, new ArrayList<>(Arrays.asList(keys)));
        }
    }

    private static Object bareIfSingle(Collection<Object> keys) {
        return (keys.size() == 1) ? keys.iterator().next() : keys;
    }

    private static int failed(@Nullable RuntimeException failure, int all) {
        return (failure instanceof PartialBatchException partial)
                ? Math.min(partial.getFailures().size(), all)
                : (failure == null) ? 0 : all;
    }

    /**
     * What came of a lookup.
     *
     * @param again whether the keys had been looked up before
     * @param bypassed whether the store was spared
     * @param failure what it failed by; {@code null} if it did not
     * @param start when it began
     */
    record Lookup(boolean again, boolean bypassed, @Nullable RuntimeException failure, long start) {}

    /**
     * What came of a store.
     *
     * @param asked how many entries were to be stored; the rest has been refused
     * @param failure what it failed by; {@code null} if it did not
     * @param start when it began
     */
    record Store(int asked, @Nullable RuntimeException failure, long start) {}
}
