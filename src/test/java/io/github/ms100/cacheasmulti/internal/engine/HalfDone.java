package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.store.StoreView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** A view that fails when it has done something. */
record HalfDone(FakeView view, RuntimeException failure) implements StoreView {

    @Override
    public Cache source() {
        return view.source();
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        Arrays.fill(values, "half");
        throw failure;
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        throw failure;
    }

    @Override
    public void evict(Object[] keys) {
        throw failure;
    }

    @Override
    public void evictNow(Object[] keys) {
        throw failure;
    }

    @Override
    public boolean refusesNull() {
        return false;
    }
}
