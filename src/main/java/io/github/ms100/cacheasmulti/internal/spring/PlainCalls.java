package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.Loaded;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;

/**
 * What plain methods are about to change, told before it is (S27), and which of their puts store what they have loaded (L9).
 * Thread-safe.
 */
final class PlainCalls {

    private final ChangeFeed feed;

    PlainCalls(ChangeFeed feed) {
        this.feed = feed;
    }

    /**
     * Makes the call of a method.
     *
     * @param declared what is declared of the method; {@code null} if nothing
     * @param invoker invokes the method
     * @param execution does all that is declared, given how to invoke the method
     */
    @Nullable
    Object make(
            @Nullable Collection<CacheOperation> declared,
            CacheOperationInvoker invoker,
            Function<CacheOperationInvoker, @Nullable Object> execution) {
        long begun = loads(declared) ? feed.loads().stamps().begin() : CallScope.NO_LOAD;
        try (PlainCall call = PlainCall.enter(begun)) {
            return call.result(execution.apply(isStoredByCache(declared) ? invoker : call.invoker(invoker)));
        }
    }

    /** Returns whether anybody wants to know what calls load. */
    boolean areMarked() {
        return feed.marksPlainLoads();
    }

    /** Returns whether a method loads what it does not find, and puts nothing else. */
    private static boolean loads(@Nullable Collection<CacheOperation> declared) {
        return declared != null
                && declared.stream().anyMatch(CacheableOperation.class::isInstance)
                && declared.stream().noneMatch(CachePutOperation.class::isInstance);
    }

    /** Returns whether it is up to the cache when to invoke the method, and to store what it returns. */
    private static boolean isStoredByCache(@Nullable Collection<CacheOperation> declared) {
        return declared != null
                && declared.stream()
                        .anyMatch(operation -> operation instanceof CacheableOperation read && read.isSync());
    }

    /**
     * Puts a key.
     *
     * @param put does it, in the cache that it is given
     */
    void put(Cache cache, Object key, Consumer<Cache> put) {
        long begun = CallScope.loadOfPlainCall();
        Entries entries = (begun == CallScope.NO_LOAD) ? null : feed.entriesOf(cache);
        Cache own = (entries == null) ? null : entries.cacheOfLoads();
        if (entries == null || own == null) {
            tell(feed.announceKey(cache, key, false), () -> put.accept(cache));
        } else if (AfterCommit.isAwaited() && feed.waiting(cache) == Waiting.YES) {
            // As the decorator would do, but that it would be a change then.
            AfterCommit.run(() -> store(entries, key, begun, () -> put.accept(own)));
        } else {
            store(entries, key, begun, () -> put.accept(cache));
        }
    }

    private static void store(Entries entries, Object key, long begun, Runnable put) {
        CallScope.storing(entries, List.of(key), Loaded.since(begun), put);
    }

    /** Evicts a key. */
    void evict(Cache cache, Object key, boolean immediate, Runnable evict) {
        tell(feed.announceKey(cache, key, immediate), evict);
        loadBegins(immediate);
    }

    /** Clears a cache. */
    void clear(Cache cache, boolean immediate, Runnable clear) {
        tell(feed.announceClear(cache, immediate), clear);
        loadBegins(immediate);
    }

    private static void tell(Runnable made, Runnable change) {
        try {
            change.run();
        } finally {
            made.run();
        }
    }

    /** What is loaded comes after what the same call has evicted before it. */
    private void loadBegins(boolean evictedBefore) {
        if (evictedBefore && feed.marksPlainLoads()) {
            CallScope.loadBegins(feed.loads().stamps().begin());
        }
    }
}
