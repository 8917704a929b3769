package io.github.ms100.cacheasmulti.internal.store;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** What lies behind a decorator that puts writes off until the commit; whoever writes to this puts that off himself (S21). */
final class TransactionAwareView implements StoreView {

    private final TransactionAwareCacheDecorator source;

    private final StoreView target;

    TransactionAwareView(TransactionAwareCacheDecorator source, StoreView target) {
        this.source = source;
        this.target = target;
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        target.read(keys, values);
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        target.write(keys, values);
    }

    @Override
    public void evict(Object[] keys) {
        target.evict(keys);
    }

    @Override
    public void evictNow(Object[] keys) {
        target.evictNow(keys);
    }

    @Override
    public void clear() {
        target.clear();
    }

    @Override
    public void clearNow() {
        target.clearNow();
    }

    @Override
    public boolean refusesNull() {
        return target.refusesNull();
    }

    @Override
    public boolean waitsForCommit() {
        return true;
    }

    @Override
    public boolean isLasting() {
        return target.isLasting();
    }

    @Override
    public String toString() {
        return "TransactionAwareView of %s".formatted(source);
    }
}
