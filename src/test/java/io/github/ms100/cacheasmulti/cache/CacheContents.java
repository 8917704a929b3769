package io.github.ms100.cacheasmulti.cache;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;

/** Keys and entries to fill a cache with, and what a cache holds, as plain maps. */
public final class CacheContents {

    private CacheContents() {}

    public static List<Object> keys(int size) {
        return IntStream.range(0, size).<Object>mapToObj(key -> key).toList();
    }

    public static Map<Object, Object> entries(int size) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        keys(size).forEach(key -> entries.put(key, key + "@" + size));
        return entries;
    }

    public static Map<Object, Object> values(Map<Object, ValueWrapper> hits) {
        Map<Object, Object> values = new LinkedHashMap<>();
        hits.forEach((key, wrapper) -> values.put(key, wrapper.get()));
        return values;
    }

    public static Map<Object, Object> contents(Cache cache, Collection<?> keys) {
        Map<Object, Object> contents = new LinkedHashMap<>();
        for (Object key : keys) {
            ValueWrapper hit = cache.get(key);
            if (hit != null) {
                contents.put(key, hit.get());
            }
        }
        return contents;
    }
}
