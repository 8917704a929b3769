package io.github.ms100.cacheasmulti.flight;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A batch cache that writes down its batches, and does between the steps what a test wants. */
class HeldCache extends ConcurrentMapCache implements EnhancedCache {

    final List<String> calls = new CopyOnWriteArrayList<>();

    /** Runs when keys were looked up, before the answer is there. */
    volatile Consumer<Collection<?>> afterGet = keys -> {};

    /** Runs before entries are stored. */
    volatile Consumer<Collection<?>> beforePut = keys -> {};

    /** Runs when entries are stored. */
    volatile Consumer<Collection<?>> afterPut = keys -> {};

    HeldCache(String name) {
        super(name);
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        calls.add("get " + keys);
        Map<Object, ValueWrapper> hits = new LinkedHashMap<>();
        for (Object key : keys) {
            ValueWrapper hit = get(key);
            if (hit != null) {
                hits.put(key, hit);
            }
        }
        afterGet.accept(keys);
        return hits;
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        calls.add("put " + map.keySet());
        beforePut.accept(map.keySet());
        map.forEach(this::put);
        afterPut.accept(map.keySet());
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        calls.add("evict " + keys);
        keys.forEach(this::evict);
    }
}
