package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.later.WaitingWork;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.data.redis.cache.RedisCache;

/**
 * A cache of Redis with a local level in front of it (L1): what is in Redis is what it would be without, and single calls see the
 * same copies as batches. Its writes have been made when they return. Thread-safe.
 */
public final class TwoLevelRedisCache extends RedisCache {

    private static final Object MISS = new Object();

    private static final Executor WAITING = new WaitingWork();

    private final TwoLevelStore store;

    TwoLevelRedisCache(RedisCache remote, LocalServer server, TwoLevelStore.Settings settings) {
        super(remote.getName(), remote.getNativeCache(), remote.getCacheConfiguration());
        this.store = new TwoLevelStore(this, server, settings);
    }

    /** Returns all entries of its server. */
    EntryScope scope() {
        return store.server().scope();
    }

    StoreView view() {
        return store;
    }

    @Override
    protected @Nullable Object lookup(Object key) {
        Object value = read(key);
        return (value == MISS) ? null : toStoreValue(value);
    }

    private @Nullable Object read(Object key) {
        @Nullable Object[] values = {MISS};
        store.read(new Object[] {key}, values);
        return values[0];
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
        Object known = read(key);
        if (known != MISS) {
            return (T) known;
        }
        if (store.isLocking()) {
            // Who loads is up to the writer; what is stored is read when it is asked for.
            return store.change(key, () -> super.get(key, valueLoader));
        }
        TwoLevelStore.Loading load = store.load(key);
        T loaded = (T) asRead(loadCacheValue(key, valueLoader));
        load.store(loaded);
        return loaded;
    }

    /** Returns what any cache of Redis returns of a loaded value, or throws of a null that it must not have. */
    private @Nullable Object asRead(@Nullable Object loaded) {
        return fromStoreValue(toStoreValue(loaded));
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        store.write(new Object[] {key}, new Object[] {value});
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        Object stored = preProcessCacheValue(value);
        if (stored != null) {
            // What cannot be written fails before anybody is told.
            byte[] unused = serializeCacheValue(stored);
        }
        return store.change(key, () -> super.putIfAbsent(key, value));
    }

    @Override
    public void evict(Object key) {
        store.evict(new Object[] {key});
    }

    @Override
    public boolean evictIfPresent(Object key) {
        if (RedisFormat.WRITER_TELLS_EVICTIONS) {
            return store.change(key, () -> super.evictIfPresent(key));
        }
        store.evict(new Object[] {key});
        return false;
    }

    @Override
    public void clear() {
        store.clear();
    }

    @Override
    public void clear(String keyPattern) {
        store.clear(keyPattern);
    }

    @Override
    public boolean invalidate() {
        if (RedisFormat.WRITER_TELLS_EVICTIONS) {
            return store.clearBy(super::invalidate);
        }
        store.clear();
        return false;
    }

    /** Does not end in a thread of the driver: whoever loads then what is missing may store it there, and waits for Redis. */
    @Override
    public CompletableFuture<ValueWrapper> retrieve(Object key) {
        @Nullable Object[] values = {MISS};
        boolean known = getCacheWriter().supportsAsyncRetrieve() && store.readLocal(new Object[] {key}, values) > 0;
        return known
                ? CompletableFuture.completedFuture(new SimpleValueWrapper(values[0]))
                : super.retrieve(key).thenApplyAsync(Function.identity(), WAITING);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        TwoLevelStore.Loading load = store.load(key);
        return retrieve(key)
                .thenCompose(known -> (known != null)
                        ? CompletableFuture.completedFuture((T) known.get())
                        : valueLoader.get().thenApplyAsync(loaded -> {
                            load.store(loaded);
                            return loaded;
                        }));
    }
}
