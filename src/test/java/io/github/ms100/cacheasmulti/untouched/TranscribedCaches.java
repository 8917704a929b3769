package io.github.ms100.cacheasmulti.untouched;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Makes a {@link TranscribedCache} of every name but "unknown". */
class TranscribedCaches implements CacheManager {

    private final Map<String, Cache> caches = new ConcurrentHashMap<>();

    private final Transcript transcript;

    private final String prefix;

    TranscribedCaches(Transcript transcript, String prefix) {
        this.transcript = transcript;
        this.prefix = prefix;
    }

    @Override
    public Cache getCache(String name) {
        return name.equals("unknown")
                ? null
                : caches.computeIfAbsent(name, any -> new TranscribedCache(prefix + name, transcript));
    }

    @Override
    public Collection<String> getCacheNames() {
        return caches.keySet();
    }
}
