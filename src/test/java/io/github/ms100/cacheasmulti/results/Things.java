package io.github.ms100.cacheasmulti.results;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import javax.cache.annotation.CacheResult;
import org.springframework.cache.annotation.Cacheable;

/** Methods that return whatever a test tells them to. */
public class Things {

    /** What the methods return or throw. */
    public Loader loader;

    public Object asked;

    @SuppressWarnings("unchecked")
    private <R> R load(Object ids) {
        asked = ids;
        try {
            return (R) loader.load();
        } catch (Throwable ex) {
            throw Things.<RuntimeException>sneaky(ex);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable ex) throws X {
        throw (X) ex;
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public String one(Integer id) {
        return load(id);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public List<String> list(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public List<String> failing(@CacheAsMulti List<Integer> ids) throws IOException {
        return load(ids);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public List<Optional<String>> optionals(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public String[] array(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public int[] primitives(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public Map<Integer, String> map(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public ConcurrentMap<Integer, String> concurrentMap(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("a")
    @CacheResult(cacheName = "a")
    public List<Map<String, Integer>> rows(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("b")
    @CacheResult(cacheName = "b")
    public List<Map<String, Owner>> owned(@CacheAsMulti(asElementField = "owner.id") List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("b")
    @CacheResult(cacheName = "b")
    public List<Hidden> hidden(@CacheAsMulti(asElementField = "key") List<Integer> ids) {
        return load(ids);
    }

    @Cacheable({"a", "b"})
    public List<String> both(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable({TestStore.REFUSING, "b"})
    public List<String> several(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable(TestStore.REFUSING)
    @CacheResult(cacheName = TestStore.REFUSING)
    public List<String> refusing(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @FunctionalInterface
    public interface Loader {

        Object load() throws Throwable;
    }

    public record Owner(Long id) {}

    public static final class Hidden {

        private final String key;

        Hidden(String key) {
            this.key = key;
        }

        @Override
        public String toString() {
            return "hidden " + key;
        }
    }
}
