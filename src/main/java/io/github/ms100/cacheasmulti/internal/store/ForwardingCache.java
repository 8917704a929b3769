package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** Leaves every single-key method, the default ones too, to the user's own cache. */
abstract class ForwardingCache implements EnhancedCache, CacheView {

    private final Cache source;

    ForwardingCache(Cache source) {
        this.source = source;
    }

    @Override
    public final Cache source() {
        return source;
    }

    @Override
    public String getName() {
        return source.getName();
    }

    @Override
    public Object getNativeCache() {
        return source.getNativeCache();
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        return source.get(key);
    }

    @Override
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        return source.get(key, type);
    }

    @Override
    public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
        return source.get(key, valueLoader);
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        return source.retrieve(key);
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        return source.retrieve(key, valueLoader);
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        source.put(key, value);
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        return source.putIfAbsent(key, value);
    }

    @Override
    public void evict(Object key) {
        source.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        return source.evictIfPresent(key);
    }

    @Override
    public void clear() {
        source.clear();
    }

    @Override
    public boolean invalidate() {
        return source.invalidate();
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(getClass().getSimpleName(), source);
    }
}
