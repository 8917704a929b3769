package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** A user's own cache, read and written through the view of another that lies behind it. */
abstract class ViewBehind implements StoreView {

    private final Cache source;

    private final StoreView target;

    private ViewBehind(Cache source, StoreView target) {
        this.source = source;
        this.target = target;
    }

    @Override
    public final Cache source() {
        return source;
    }

    final StoreView target() {
        return target;
    }

    @Override
    public final void read(Object[] keys, @Nullable Object[] values) {
        target.read(keys, values);
    }

    @Override
    public final void readWithoutServer(Object[] keys, @Nullable Object[] values) {
        target.readWithoutServer(keys, values);
    }

    @Override
    public final void write(Object[] keys, @Nullable Object[] values) {
        target.write(keys, values);
    }

    @Override
    public final void evict(Object[] keys) {
        target.evict(keys);
    }

    @Override
    public final void evictNow(Object[] keys) {
        target.evictNow(keys);
    }

    @Override
    public final boolean answersAtOnce() {
        return target.answersAtOnce();
    }

    @Override
    public final boolean onlyBlocks() {
        return target.onlyBlocks();
    }

    @Override
    public final StoreView detached(Object[] keys) {
        StoreView detached = target.detached(keys);
        return (detached == target) ? this : before(detached);
    }

    /** Returns a view of this kind before another target. */
    abstract StoreView before(StoreView detached);

    @Override
    public final @Nullable CompletableFuture<@Nullable Void> readLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return target.readLater(keys, values, resumption);
    }

    @Override
    public final @Nullable CompletableFuture<@Nullable Void> writeLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return target.writeLater(keys, values, resumption);
    }

    @Override
    public final @Nullable CompletableFuture<@Nullable Void> evictLater(Object[] keys, Executor resumption) {
        return target.evictLater(keys, resumption);
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
    public boolean leavesCommitToCaller() {
        return target.leavesCommitToCaller();
    }

    @Override
    public final StoreDetails details() {
        return target.details();
    }

    @Override
    public final KeySample sample(int limit) {
        return target.sample(limit);
    }

    @Override
    public final boolean isLooped() {
        return target.isLooped();
    }

    @Override
    public boolean isLasting() {
        return target.isLasting();
    }

    @Override
    public String toString() {
        return "%s behind %s".formatted(target, source);
    }

    /** Of a cache whose converter has chosen a view of the library. */
    static final class ConvertedView extends ViewBehind {

        ConvertedView(Cache source, StoreView chosen) {
            super(source, chosen);
        }

        @Override
        StoreView before(StoreView detached) {
            return new ConvertedView(source(), detached);
        }

        /** By the user's own cache, unless that would wait for a commit that is over by then. */
        @Override
        public void clear() {
            if (leavesCommitToCaller()) {
                super.clear();
            } else {
                source().clear();
            }
        }

        @Override
        public void clearNow() {
            source().invalidate();
        }

        @Override
        public boolean refusesNull() {
            return super.refusesNull() || LoopingView.refusesNull(source());
        }

        @Override
        public boolean isLasting() {
            return false;
        }
    }

    /** Of a wrapper that batches pass by (B2). */
    static final class WrapperView extends ViewBehind {

        WrapperView(Cache wrapper, StoreView original) {
            super(wrapper, original);
        }

        @Override
        StoreView before(StoreView detached) {
            return new WrapperView(source(), detached);
        }

        /** Another call may find another cache behind it. */
        @Override
        public boolean isLasting() {
            return false;
        }
    }

    /** Of a decorator that puts writes off until the commit; whoever writes to this puts that off himself (S21). */
    static final class TransactionAwareView extends ViewBehind {

        TransactionAwareView(TransactionAwareCacheDecorator source, StoreView target) {
            super(source, target);
        }

        @Override
        StoreView before(StoreView detached) {
            return new TransactionAwareView((TransactionAwareCacheDecorator) source(), detached);
        }

        /** What its entries mean is up to the cache that it decorates. */
        @Override
        public @Nullable Entries entries() {
            return target().entries();
        }

        @Override
        public boolean leavesCommitToCaller() {
            return true;
        }
    }
}
