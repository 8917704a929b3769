package io.github.ms100.cacheasmulti.test.misuse;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/** Beans with annotations of JSR-107 of which each is refused at the start for another reason. */
public final class JCacheMisuses {

    private JCacheMisuses() {}

    public static class OtherKeyOnly {
        @CacheResult(cacheName = "c")
        public List<String> find(@CacheKey String tenant, @CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    public static class ValueIsNoMap {
        @CachePut(cacheName = "c")
        public void save(@CacheAsMulti @CacheValue List<String> cars) {}
    }

    public static class ValueBeside {
        @CachePut(cacheName = "c")
        public void save(@CacheAsMulti List<Long> ids, @CacheValue List<String> cars) {}
    }

    /** Refused by Spring itself. */
    public static class NoValue {
        @CachePut(cacheName = "c")
        public void save(@CacheAsMulti Map<Long, String> cars) {}
    }

    public static class MapOfRemove {
        @CacheRemove(cacheName = "c")
        public void remove(@CacheAsMulti Map<Long, String> cars) {}
    }

    public static class ReturnsOutcomes {
        @CacheResult(cacheName = "c")
        public BatchResult<Long, String> find(@CacheAsMulti List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    public static class Seeds {
        @CacheAsMulti
        @CacheResult(cacheName = "c")
        public Map<Long, String> all() {
            return Map.of();
        }
    }

    public static class ReturnsString {
        @CacheResult(cacheName = "c")
        public String find(@CacheAsMulti List<Long> ids) {
            return "";
        }
    }
}
