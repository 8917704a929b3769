package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.util.CollectionUtils;

/**
 * What user code is given: a user's own cache with the batches of its view. Tells of each change, at the commit if it is made
 * then (S27).
 */
final class ViewCache implements EnhancedCache {

    /** Stands where nothing has been found. */
    private static final Object MISS = new Object();

    private final StoreView view;

    private final Cache source;

    private final ChangeFeed feed;

    ViewCache(StoreView view, ChangeFeed feed) {
        this.view = view;
        this.source = view.source();
        this.feed = feed;
    }

    StoreView view() {
        return view;
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        Object[] distinct = new LinkedHashSet<>(keys).toArray();
        @Nullable Object[] values = new Object[distinct.length];
        Arrays.fill(values, MISS);
        try {
            if (distinct.length > 0) {
                view.read(distinct, values);
            }
        } catch (PartialBatchException ex) {
            throw new PartialBatchException(hits(distinct, values), ex.getFailures());
        }
        return hits(distinct, values);
    }

    private static Map<Object, ValueWrapper> hits(Object[] keys, @Nullable Object[] values) {
        Map<Object, ValueWrapper> hits = CollectionUtils.newLinkedHashMap(keys.length);
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != MISS) {
                hits.put(keys[i], new SimpleValueWrapper(values[i]));
            }
        }
        return hits;
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        // In one pass, for a concurrent map may change under way.
        List<Object> keys = new ArrayList<>(map.size());
        List<@Nullable Object> values = new ArrayList<>(map.size());
        map.forEach((key, value) -> {
            keys.add(key);
            values.add(value);
        });
        if (!keys.isEmpty()) {
            change(announce(keys), () -> view.write(keys.toArray(), values.toArray()));
        }
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        Object[] distinct = new LinkedHashSet<>(keys).toArray();
        if (distinct.length > 0) {
            change(announce(Arrays.asList(distinct)), () -> view.evict(distinct));
        }
    }

    private Runnable announce(List<Object> keys) {
        return view.leavesCommitToCaller() ? feed.announcePutOff(source, keys) : feed.announce(source, keys, false);
    }

    private void change(Runnable made, Runnable change) {
        try {
            if (view.leavesCommitToCaller()) {
                AfterCommit.run(change);
            } else {
                change.run();
            }
        } finally {
            made.run();
        }
    }

    @Override
    public void multiEvictIfPresent(Collection<?> keys) {
        Object[] distinct = new LinkedHashSet<>(keys).toArray();
        if (distinct.length > 0) {
            Runnable made = feed.announce(source, Arrays.asList(distinct), true);
            try {
                view.evictNow(distinct);
            } finally {
                made.run();
            }
        }
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        Runnable made = feed.announceKey(source, key, false);
        try {
            source.put(key, value);
        } finally {
            made.run();
        }
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        Runnable made = feed.announceKey(source, key, true);
        try {
            return source.putIfAbsent(key, value);
        } finally {
            made.run();
        }
    }

    @Override
    public void evict(Object key) {
        Runnable made = feed.announceKey(source, key, false);
        try {
            source.evict(key);
        } finally {
            made.run();
        }
    }

    @Override
    public boolean evictIfPresent(Object key) {
        Runnable made = feed.announceKey(source, key, true);
        try {
            return source.evictIfPresent(key);
        } finally {
            made.run();
        }
    }

    @Override
    public void clear() {
        Runnable made = feed.announceClear(source, false);
        try {
            source.clear();
        } finally {
            made.run();
        }
    }

    @Override
    public boolean invalidate() {
        Runnable made = feed.announceClear(source, true);
        try {
            return source.invalidate();
        } finally {
            made.run();
        }
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
    public String toString() {
        return view.toString();
    }
}
