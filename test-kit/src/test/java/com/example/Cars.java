package com.example;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** A service with a batch method. */
@Service
public class Cars {

    @Cacheable("cars")
    public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
        Map<Long, String> found = new TreeMap<>();
        ids.forEach(id -> found.put(id, "car " + id));
        return found;
    }
}
