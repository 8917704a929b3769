package io.github.ms100.cacheasmulti.test.idle;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.List;
import org.springframework.cache.annotation.Cacheable;

/** Annotations that have no effect, of which an application is warned when it starts. */
public class IdleAnnotations {

    @Cacheable("c")
    public List<String> effective(@CacheAsMulti Collection<Long> ids) {
        return List.of();
    }

    @Cacheable("c")
    private List<String> hidden(@CacheAsMulti Collection<Long> ids) {
        return List.of();
    }

    @Cacheable("c")
    public static List<String> shared(@CacheAsMulti Collection<Long> ids) {
        return List.of();
    }

    @Cacheable("c")
    public final List<String> last(@CacheAsMulti Collection<Long> ids) {
        return List.of();
    }

    @CacheAsMulti
    public List<String> uncachedResult() {
        return List.of();
    }

    public List<String> uncached(@CacheAsMulti Collection<Long> ids) {
        return List.of();
    }
}
