package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one cache where no method is called: a lookup, a put, an evict, each by the rules of a batch method's, in the thread of
 * the caller or, where the name says so, without a thread that waits. Thread-safe.
 */
public final class CacheCalls {

    private final CallCache cache;

    private final Guard guard;

    /** Creates access to a cache, for one call. */
    public CacheCalls(CallCache cache, Guard guard) {
        this.cache = cache;
        this.guard = guard;
    }

    /** Looks distinct keys up; returns the value of each, {@link BatchExecution#UNKNOWN} where there is none. */
    public @Nullable Object[] read(Object[] keys) {
        @Nullable Object[] values = Values.misses(keys.length);
        guard.read(cache, keys, values, false);
        Trace.found(cache, keys, values);
        return values;
    }

    /** As {@link #read}. */
    public CompletableFuture<@Nullable Object[]> readLater(Object[] keys, LaterScope scope) {
        Question question = new Question(cache.detached(keys), keys);
        return scope.after(begun(() -> new LaterGuard(guard, scope).read(question)), failure -> {
            CompletableFuture<@Nullable Object[]> answer =
                    (failure == null) ? CompletableFuture.completedFuture(question.answer()) : Futures.failed(failure);
            return answer;
        });
    }

    /** Puts entries; of equal keys the last counts. */
    public void put(Map<?, ?> entries) {
        new Writes(guard).make(new Change.Put(cache, keyed(entries)));
    }

    /** As {@link #put}. */
    public CompletableFuture<@Nullable Void> putLater(Map<?, ?> entries, LaterScope scope) {
        KeyedValues keyed = keyed(entries);
        return make(new Change.Put(cache.detached(keyed.keys()), keyed), scope);
    }

    /** Evicts distinct keys. */
    public void evict(Object[] keys) {
        new Writes(guard).make(new Change.Evict(cache, keys, false));
    }

    /** As {@link #evict}. */
    public CompletableFuture<@Nullable Void> evictLater(Object[] keys, LaterScope scope) {
        return make(new Change.Evict(cache.detached(keys), keys, false), scope);
    }

    /** Clears the cache. */
    public void clear() {
        new Writes(guard).make(new Change.Clear(cache, false));
    }

    private CompletableFuture<@Nullable Void> make(Change change, LaterScope scope) {
        return begun(() -> change.dispatch(new LaterWrites(new LaterGuard(guard, scope), scope)));
    }

    private static CompletableFuture<@Nullable Void> begun(Supplier<CompletableFuture<@Nullable Void>> call) {
        try {
            return call.get();
        } catch (Throwable ex) {
            return Futures.failed(ex);
        }
    }

    private static KeyedValues keyed(Map<?, ?> entries) {
        KeyedValues keyed = new KeyedValues(entries.size(), false);
        entries.forEach(keyed::add);
        return keyed;
    }
}
