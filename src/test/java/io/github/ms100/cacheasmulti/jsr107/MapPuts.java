package io.github.ms100.cacheasmulti.jsr107;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;

/** Methods that put a map of values, and the methods for one value that share their entries. */
@CacheDefaults(cacheName = "cars")
class MapPuts {

    RecordingCache cache;

    Map<Object, Object> storedWhenCalled;

    Throwable failure;

    private void called() {
        storedWhenCalled = (cache == null) ? null : Map.copyOf(cache.getNativeCache());
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    @CachePut
    public void save(Integer id, @CacheValue String value) {
        called();
    }

    @CachePut
    public Optional<Integer> save(@CacheAsMulti @CacheValue Map<Integer, String> values) {
        called();
        return Optional.of(values.size());
    }

    @CachePut
    public void save(String garage, Integer id, @CacheValue String value) {}

    @CachePut
    public int save(String garage, @CacheAsMulti @CacheValue Map<Integer, String> values) {
        return values.size();
    }

    @CachePut
    public void saveOfKey(String ignored, @CacheKey @CacheAsMulti @CacheValue Map<Integer, String> values) {}

    @CachePut
    public void saveOfKeys(@CacheKey String garage, int ignored, @CacheKey Integer id, @CacheValue String value) {}

    @CachePut
    public void saveOfKeys(
            @CacheKey String garage, int ignored, @CacheKey @CacheAsMulti @CacheValue Map<Integer, String> values) {}

    @CachePut(afterInvocation = false)
    public void saveBefore(@CacheAsMulti @CacheValue Map<Integer, String> values) {
        called();
    }

    @CachePut(cacheFor = IOException.class, noCacheFor = FileNotFoundException.class)
    public void choosy(Integer id, @CacheValue String value) throws Throwable {
        throw failure;
    }

    @CachePut(cacheFor = IOException.class, noCacheFor = FileNotFoundException.class)
    public void choosy(@CacheAsMulti @CacheValue Map<Integer, String> values) throws Throwable {
        throw failure;
    }

    @CachePut
    public Map<Integer, String> saveAndClear(@CacheAsMulti @CacheValue Map<Integer, String> values) {
        if (values != null) {
            values.clear();
            values.put(9, "nine");
        }
        return values;
    }

    @CachePut
    public Object[] saveSorted(@CacheAsMulti @CacheValue TreeMap<String, Integer> values) {
        return values.keySet().toArray();
    }

    @CachePut(cacheKeyGenerator = AlwaysOneKey.class)
    public void saveUnderOneKey(@CacheAsMulti @CacheValue Map<Integer, String> values) {}

    @CachePut(cacheKeyGenerator = NullForTwo.class)
    public void saveWithoutKey(@CacheAsMulti @CacheValue Map<Integer, String> values) {}

    record OneKey(String text) implements GeneratedCacheKey {}

    static class AlwaysOneKey implements CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<?> context) {
            return new OneKey("one");
        }
    }

    static class NullForTwo implements CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<?> context) {
            Object element = context.getKeyParameters()[0].getValue();
            return element.equals(2) ? null : new OneKey("key of " + element);
        }
    }
}
