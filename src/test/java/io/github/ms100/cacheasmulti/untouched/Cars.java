package io.github.ms100.cacheasmulti.untouched;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

/** One method for each attribute of the annotations; car 0 is missing, those below -1 fail. */
class Cars {

    private final Transcript transcript;

    Cars(Transcript transcript) {
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

    @Cacheable(cacheNames = "cars", condition = "#id > 0", unless = "#result.length() > 5")
    public String conditional(long id) throws Exception {
        return car(id);
    }

    @CachePut(cacheNames = "cars", key = "#result", condition = "#result != 'car 1'", unless = "#id > 99")
    public String putConditional(long id) throws Exception {
        return car(id);
    }

    @Cacheable(cacheNames = "cars", sync = true, condition = "#id >= 0")
    public String sync(long id) throws Exception {
        return car(id);
    }

    @Cacheable(cacheNames = "optionals", sync = true)
    public Optional<String> syncOptional(long id) throws Exception {
        return Optional.ofNullable(car(id));
    }

    @Cacheable(cacheNames = "cars", sync = true, unless = "#result == null")
    public String syncWithUnless(long id) throws Exception {
        return car(id);
    }

    @Cacheable(
            cacheNames = {"cars", "more"},
            sync = true)
    public String syncWithTwoCaches(long id) throws Exception {
        return car(id);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    @CachePut("cars")
    public String syncWithPut(long id) throws Exception {
        return car(id);
    }

    @Cacheable("second")
    public String second(long id) throws Exception {
        return car(id);
    }

    @Cacheable({"first", "second"})
    public String both(long id) throws Exception {
        return car(id);
    }

    @CacheEvict({"first", "second"})
    public void evictBoth(long id) throws Exception {
        car(id);
    }

    @Caching(cacheable = {@Cacheable("first"), @Cacheable(cacheNames = "second", key = "'k' + #id")})
    public String twoReads(long id) throws Exception {
        return car(id);
    }

    @Cacheable(
            cacheNames = "cars",
            key = "#root.methodName + #root.args[0] + #root.caches[0].name + #root.method.name"
                    + " + #root.targetClass.simpleName + #root.target.name()")
    public String rootKey(long id, String colour) throws Exception {
        return car(id) + colour;
    }

    public String name() {
        return "target";
    }

    @Cacheable("cars")
    public String noArguments() throws Exception {
        return car(99);
    }

    @Cacheable("cars")
    public String twoArguments(long id, String colour) throws Exception {
        return car(id) + colour;
    }

    @Cacheable("cars")
    public String varargs(Long... ids) throws Exception {
        return car(ids[0]);
    }

    @Cacheable(cacheNames = "cars", key = "#p0 + #a1", condition = "#colour != null")
    public String positions(long id, String colour) throws Exception {
        return car(id) + colour;
    }

    @Cacheable(cacheNames = "cars", key = "@transcript.class.simpleName + #id")
    public String beanKey(long id) throws Exception {
        return car(id);
    }

    @CachePut("cars")
    public String put(long id) throws Exception {
        return car(id);
    }

    @CacheEvict("cars")
    public void evict(long id) throws Exception {
        car(id * 2);
    }

    @CacheEvict(cacheNames = "cars", beforeInvocation = true)
    public void evictBefore(long id) throws Exception {
        car(id * 2);
    }

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void clear() throws Exception {
        car(1);
    }

    @CacheEvict(cacheNames = "cars", allEntries = true, beforeInvocation = true)
    public void clearBefore() throws Exception {
        car(-2);
    }

    @CacheEvict(cacheNames = "cars", key = "#result", condition = "#result != null")
    public String evictWithResult(long id) throws Exception {
        return car(id);
    }

    @Caching(
            cacheable = @Cacheable(cacheNames = "cars", key = "#id"),
            put = {@CachePut(cacheNames = "names", key = "#result"), @CachePut("more")},
            evict = {
                @CacheEvict(cacheNames = "early", beforeInvocation = true),
                @CacheEvict(cacheNames = "late", allEntries = true)
            })
    public String caching(long id) throws Exception {
        return car(id);
    }

    @Cacheable("cars")
    @CachePut(cacheNames = "cars", condition = "#id > 100")
    public String readAndPut(long id) throws Exception {
        return car(id);
    }

    @Cacheable("optionals")
    public Optional<String> optional(long id) throws Exception {
        return Optional.ofNullable(car(id));
    }

    @CachePut(cacheNames = "optionals", unless = "#result == null")
    public Optional<String> putOptional(long id) throws Exception {
        return Optional.ofNullable(car(id));
    }

    @Cacheable(cacheNames = "cars", key = "null")
    public String nullKey(long id) throws Exception {
        return car(id);
    }

    @Cacheable("unknown")
    public String unknownCache(long id) throws Exception {
        return car(id);
    }

    @Cacheable
    public String noCache(long id) throws Exception {
        return car(id);
    }

    @Cacheable(cacheNames = "cars", keyGenerator = "nobody")
    public String unknownGenerator(long id) throws Exception {
        return car(id);
    }

    @Cacheable(cacheResolver = "nobody")
    public String unknownResolver(long id) throws Exception {
        return car(id);
    }

    @Cacheable(cacheNames = "cars", key = "#id.nothing")
    public String badExpression(long id) throws Exception {
        return car(id);
    }

    @Cacheable("broken")
    public String broken(long id) throws Exception {
        return car(id);
    }

    @Cacheable("lists")
    public Map<Long, String> all(Collection<Long> ids) throws Exception {
        Map<Long, String> found = new TreeMap<>();
        for (Long id : ids) {
            found.put(id, car(id));
        }
        return found;
    }

    @CacheEvict("lists")
    public void evictAll(Collection<Long> ids) throws Exception {
        car(ids.size());
    }
}
