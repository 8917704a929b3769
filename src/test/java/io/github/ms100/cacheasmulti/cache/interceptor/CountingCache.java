package io.github.ms100.cacheasmulti.cache.interceptor;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.cache.Cache;

/** A user's own batch cache, which notes every call it gets and hands it to the library's view of a store. */
public final class CountingCache implements EnhancedCache {

    private final List<String> calls = new ArrayList<>();

    private final EnhancedCache target;

    public CountingCache(Cache store) {
        this.target = new EnhancedCacheConversionService(List.of(TestStore.redisConverter())).convert(store);
    }

    /** Returns the calls so far, such as {@code multiGet[1, 2]}. */
    public List<String> calls() {
        return calls;
    }

    @Override
    public String getName() {
        return target.getName();
    }

    @Override
    public Object getNativeCache() {
        return target.getNativeCache();
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        calls.add("multiGet" + keys);
        return target.multiGet(keys);
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        calls.add("multiPut" + map.keySet());
        target.multiPut(map);
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        calls.add("multiEvict" + keys);
        target.multiEvict(keys);
    }

    @Override
    public ValueWrapper get(Object key) {
        calls.add("get " + key);
        return target.get(key);
    }

    @Override
    public <T> T get(Object key, Class<T> type) {
        calls.add("get " + key);
        return target.get(key, type);
    }

    @Override
    public <T> T get(Object key, Callable<T> valueLoader) {
        calls.add("get " + key);
        return target.get(key, valueLoader);
    }

    @Override
    public void put(Object key, Object value) {
        calls.add("put " + key);
        target.put(key, value);
    }

    @Override
    public void evict(Object key) {
        calls.add("evict " + key);
        target.evict(key);
    }

    @Override
    public void clear() {
        target.clear();
    }
}
