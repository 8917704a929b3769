package io.github.ms100.cacheasmulti.internal.store;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** A user's own cache whose converter has chosen a view of the library, of another cache that lies behind. */
final class ConvertedView implements StoreView {

    private final Cache source;

    private final StoreView chosen;

    ConvertedView(Cache source, StoreView chosen) {
        this.source = source;
        this.chosen = chosen;
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        chosen.read(keys, values);
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        chosen.write(keys, values);
    }

    @Override
    public void evict(Object[] keys) {
        chosen.evict(keys);
    }

    @Override
    public void evictNow(Object[] keys) {
        chosen.evictNow(keys);
    }

    /** By the user's own cache, unless that would wait for a commit that is over by then. */
    @Override
    public void clear() {
        if (chosen.waitsForCommit()) {
            chosen.clear();
        } else {
            source.clear();
        }
    }

    @Override
    public boolean refusesNull() {
        return chosen.refusesNull() || LoopingView.refusesNull(source);
    }

    @Override
    public boolean waitsForCommit() {
        return chosen.waitsForCommit();
    }

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public String toString() {
        return chosen.toString();
    }
}
