package io.github.ms100.cacheasmulti.untouched;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.Collection;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import javax.cache.configuration.MutableConfiguration;
import org.springframework.cache.annotation.Cacheable;

/** One method for each attribute of the JSR-107 annotations; car 0 is missing, those below -1 fail. */
@CacheDefaults(cacheName = "cars")
class JCacheCars {

    private final Transcript transcript;

    JCacheCars(Transcript transcript) {
        this.transcript = transcript;
    }

    private String car(long id) throws Exception {
        transcript.note("  body " + id);
        if (id == -13) {
            throw new IOException("no car " + id);
        }
        if (id < -1) {
            throw new IllegalArgumentException("no car " + id);
        }
        return (id == 0) ? null : "car " + id;
    }

    @CacheResult
    public String result(long id) throws Exception {
        return car(id);
    }

    @CacheResult(skipGet = true)
    public String skipGet(long id) throws Exception {
        return car(id);
    }

    @CacheResult(exceptionCacheName = "failures")
    public String failing(long id) throws Exception {
        return car(id);
    }

    @CacheResult(cacheName = "choosy", exceptionCacheName = "chosen", cachedExceptions = IOException.class)
    public String choosy(long id) throws Exception {
        return car(id);
    }

    @CachePut
    public void put(Long id, @CacheValue String value) throws Exception {
        car(id);
    }

    @CachePut(afterInvocation = false)
    public void putBefore(Long id, @CacheValue String value) throws Exception {
        car(id);
    }

    @CachePut(cacheFor = IOException.class)
    public void putForSome(Long id, @CacheValue String value) throws Exception {
        car(id);
    }

    @CacheRemove
    public void remove(Long id) throws Exception {
        car(id);
    }

    @CacheRemove(afterInvocation = false)
    public void removeBefore(Long id) throws Exception {
        car(id);
    }

    @CacheRemove(noEvictFor = IllegalArgumentException.class)
    public void removeForSome(Long id) throws Exception {
        car(id);
    }

    @CacheRemoveAll
    public void removeAll() {
        transcript.note("  body removeAll");
    }

    @CacheRemoveAll(afterInvocation = false)
    public void removeAllBefore() {
        transcript.note("  body removeAllBefore");
    }

    @CacheResult
    public Object collection(Collection<Long> ids) {
        transcript.note("  body " + ids);
        return "cars " + ids;
    }

    public String plain(Long id) throws Exception {
        return car(id);
    }

    @CacheResult
    public String cacheKey(@CacheKey String garage, long id, @CacheKey String colour) throws Exception {
        return car(id);
    }

    @CacheResult
    public String varargs(String garage, Long... ids) throws Exception {
        return car(ids.length);
    }

    @CacheResult(cacheKeyGenerator = DescribingGenerator.class)
    public String generated(String garage, long id) throws Exception {
        return car(id);
    }

    @CacheResult
    public String noArguments() throws Exception {
        return car(99);
    }

    @CacheResult(cacheName = "")
    public String defaultName(long id) throws Exception {
        return car(id);
    }

    @CacheResult(cacheResolverFactory = Factory.class, exceptionCacheName = "any")
    public String factory(long id) throws Exception {
        return car(id);
    }

    @CacheResult
    @Cacheable("springs")
    public String springs(long id) throws Exception {
        return car(id);
    }

    @CacheResult(cacheName = "broken")
    public String broken(long id) throws Exception {
        return car(id);
    }

    @CachePut(cacheName = "broken")
    public void brokenPut(Long id, @CacheValue String value) throws Exception {
        car(id);
    }

    @CacheRemove(cacheName = "broken")
    public void brokenRemove(long id) throws Exception {
        car(id);
    }

    @CacheRemoveAll(cacheName = "broken")
    public void brokenRemoveAll() {
        transcript.note("  body brokenRemoveAll");
    }

    @CacheResult(cacheName = "fine", exceptionCacheName = "brokenFailures")
    public String brokenExceptions(long id) throws Exception {
        return car(id);
    }

    @CacheResult(cacheName = "unknown")
    public String unknown(long id) throws Exception {
        return car(id);
    }

    static class DescribingGenerator implements CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> context) {
            return new JCacheScenarios.Key(JCacheScenarios.describe(context));
        }
    }

    static class Factory implements CacheResolverFactory {

        @Override
        public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> details) {
            return new Resolver();
        }

        @Override
        public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
            return new Resolver();
        }
    }

    /** Resolves a cache that nothing else knows. */
    static class Resolver implements CacheResolver {

        @Override
        public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> context) {
            return Caching.getCachingProvider("com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider")
                    .getCacheManager()
                    .createCache("plain" + System.nanoTime(), new MutableConfiguration<K, V>());
        }
    }
}
