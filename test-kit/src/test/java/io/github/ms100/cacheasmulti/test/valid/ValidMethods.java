package io.github.ms100.cacheasmulti.test.valid;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Batch methods that can work, and what must not be taken for beans. */
public final class ValidMethods {

    private ValidMethods() {}

    public static class Cars {
        @Cacheable(cacheNames = "cars", key = "#tenant + #ids")
        public Map<Long, String> findByIds(String tenant, @CacheAsMulti Collection<Long> ids) {
            return Map.of();
        }

        @CacheEvict("cars")
        void forget(@CacheAsMulti Long... ids) {}

        @Cacheable("cars")
        public BatchResult<Long, String> ask(@CacheAsMulti Collection<Long> ids) {
            return BatchResult.of(Map.of());
        }

        @CacheAsMulti
        @CachePut("cars")
        public Map<Long, String> findAll(String tenant) {
            return Map.of();
        }

        @CacheResult(cacheName = "bikes")
        public List<String> findBikes(@CacheAsMulti List<UUID> ids) {
            return List.of();
        }
    }

    public interface CarMapper {
        @Cacheable("cars")
        List<String> findAll(@CacheAsMulti List<Long> ids);
    }

    /** Which elements these are nobody knows before the interface is implemented. */
    public interface Finder<K, V> {
        @Cacheable("cars")
        Map<V, K> find(@CacheAsMulti Collection<K> keys);
    }

    /** What its methods return is said by who extends it. */
    public abstract static class Base {
        public abstract Object find(@CacheAsMulti Collection<Long> ids);
    }

    /** The annotations of the cache are those of who implements it. */
    public interface Plain {
        List<String> findByNames(@CacheAsMulti Collection<String> names);
    }

    public static class Implementing implements Plain {
        @Override
        @Cacheable("names")
        public List<String> findByNames(Collection<String> names) {
            return List.of();
        }
    }

    /** Its resolver is a bean that cannot be made here. */
    public static class ResolvedElsewhere {
        @CacheResult(cacheName = "cars", cacheResolverFactory = NeedsABean.class)
        public List<String> find(@CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    public record NeedsABean(CacheResolver resolver) implements CacheResolverFactory {
        @Override
        public CacheResolver getCacheResolver(CacheMethodDetails<? extends java.lang.annotation.Annotation> details) {
            return resolver;
        }

        @Override
        public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
            return resolver;
        }
    }
}
