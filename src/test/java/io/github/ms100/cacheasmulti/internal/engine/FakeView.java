package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A map that writes down each call, such as {@code read [1, 2]}, holds it to the contract, and fails where it is told to. */
class FakeView implements StoreView {

    final Map<Object, @Nullable Object> entries = new LinkedHashMap<>();

    final List<String> calls = new ArrayList<>();

    /** What goes wrong with which key, in every call. */
    final Map<Object, RuntimeException> failures = new LinkedHashMap<>();

    /** What every call fails with, before anything is done. */
    @Nullable
    RuntimeException down;

    /** As {@link #down}. */
    @Nullable
    Error broken;

    boolean refusesNull;

    boolean leavesCommitToCaller;

    /** Happens during each call that writes or evicts. */
    Runnable meanwhile = () -> {};

    /** Happens before a call fails with one of these. */
    Runnable beforeFailure = () -> {};

    private final Cache source;

    FakeView(String name) {
        this.source = new ConcurrentMapCache(name);
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        check(values.length == keys.length && Arrays.stream(values).allMatch(value -> value == Values.MISS));
        call("read", keys);
        forEach(keys, i -> values[i] = entries.getOrDefault(keys[i], values[i]));
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        check(values.length == keys.length);
        check(!refusesNull || !Arrays.asList(values).contains(null));
        call("write", keys);
        forEach(keys, i -> entries.put(keys[i], values[i]));
        meanwhile.run();
    }

    @Override
    public void evict(Object[] keys) {
        call("evict", keys);
        forEach(keys, i -> entries.remove(keys[i]));
        meanwhile.run();
    }

    @Override
    public void evictNow(Object[] keys) {
        call("evictNow", keys);
        forEach(keys, i -> entries.remove(keys[i]));
        meanwhile.run();
    }

    @Override
    public boolean answersAtOnce() {
        return Way.current == Way.AT_ONCE;
    }

    @Override
    public CompletableFuture<@Nullable Void> readLater(Object[] keys, @Nullable Object[] values, Executor resumption) {
        return Way.call(() -> read(keys, values));
    }

    @Override
    public CompletableFuture<@Nullable Void> writeLater(Object[] keys, @Nullable Object[] values, Executor resumption) {
        return Way.call(() -> write(keys, values));
    }

    @Override
    public CompletableFuture<@Nullable Void> evictLater(Object[] keys, Executor resumption) {
        return Way.call(() -> evictNow(keys));
    }

    @Override
    public void clear() {
        note("clear");
        entries.clear();
        meanwhile.run();
    }

    @Override
    public void clearNow() {
        note("clearNow");
        entries.clear();
        meanwhile.run();
    }

    @Override
    public boolean refusesNull() {
        return refusesNull;
    }

    @Override
    public boolean leavesCommitToCaller() {
        return leavesCommitToCaller;
    }

    private void call(String what, Object[] keys) {
        check(keys.length > 0 && Set.copyOf(Arrays.asList(keys)).size() == keys.length);
        note(what + " " + Arrays.toString(keys));
    }

    private static void check(boolean kept) {
        if (!kept) {
            throw new AssertionError("the contract of the view has been broken");
        }
    }

    private void note(String call) {
        calls.add(call);
        if (down != null || broken != null) {
            beforeFailure.run();
        }
        if (down != null) {
            throw down;
        }
        if (broken != null) {
            throw broken;
        }
    }

    private void forEach(Object[] keys, IntConsumer each) {
        Map<Object, RuntimeException> failed = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            RuntimeException failure = failures.get(keys[i]);
            if (failure == null) {
                each.accept(i);
            } else {
                failed.put(keys[i], failure);
            }
        }
        if (!failed.isEmpty()) {
            throw new PartialBatchException(failed);
        }
    }
}
