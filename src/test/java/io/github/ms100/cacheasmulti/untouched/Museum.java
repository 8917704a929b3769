package io.github.ms100.cacheasmulti.untouched;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.Map;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Methods whose annotations name beans, and methods with caches that break. */
class Museum {

    private final Transcript transcript;

    Museum(Transcript transcript) {
        this.transcript = transcript;
    }

    private String piece(long id) {
        transcript.note("  body " + id);
        return "piece " + id;
    }

    @Cacheable("pieces")
    public String plain(long id) {
        return piece(id);
    }

    /** Never called: its neighbours are plain even so. */
    @Cacheable("pieces")
    public Map<Long, String> batch(@CacheAsMulti Collection<Long> ids) {
        throw new UnsupportedOperationException("batch of " + ids);
    }

    @CacheEvict("pieces")
    public void evict(long id) {
        piece(id);
    }

    @CacheEvict(cacheNames = "pieces", beforeInvocation = true)
    public void evictBefore(long id) {
        piece(id);
    }

    @Cacheable(cacheNames = "pieces", cacheManager = "elsewhere")
    public String elsewhere(long id) {
        return piece(id);
    }

    @Cacheable(cacheNames = "pieces", cacheResolver = "resolver")
    public String resolved(long id) {
        return piece(id);
    }

    @Cacheable(cacheNames = "pieces", keyGenerator = "letters")
    public String generated(long id) {
        return piece(id);
    }

    @Cacheable({"broken", "brokenToo"})
    public String broken(long id) {
        return piece(id);
    }

    @Cacheable(cacheNames = "broken", sync = true)
    public String brokenSync(long id) {
        return piece(id);
    }

    @CachePut("broken")
    public String brokenPut(long id) {
        return piece(id);
    }

    @CacheEvict("broken")
    public void brokenEvict(long id) {
        piece(id);
    }

    @CacheEvict(cacheNames = "broken", beforeInvocation = true)
    public void brokenEvictBefore(long id) {
        piece(id);
    }

    @CacheEvict(cacheNames = "broken", allEntries = true)
    public void brokenClear() {
        piece(0);
    }

    @CacheEvict(cacheNames = "broken", allEntries = true, beforeInvocation = true)
    public void brokenClearBefore() {
        piece(0);
    }
}
