package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/** The methods of an application, one for each {@link Variant}: for one car, and for many. */
@CacheConfig(cacheNames = Cars.CACHE)
public class Cars {

    static final String CACHE = "cars";

    @Cacheable
    public Car findById(Long id) {
        return Car.load(id);
    }

    @CacheEvict
    public void evictById(Long id) {}

    @Cacheable(key = "#id")
    public Car findByKey(Long id) {
        return Car.load(id);
    }

    @Cacheable(key = "'x:' + #id")
    public Car findByPrefixedKey(Long id) {
        return Car.load(id);
    }

    @Cacheable
    public Car findByIdAndTag(Long id, String tag) {
        return Car.load(id);
    }

    @Cacheable(sync = true)
    public Car findByIdOnce(Long id) {
        return Car.load(id);
    }

    @Cacheable
    public Map<Long, Car> findByIds(@CacheAsMulti List<Long> ids) {
        return Car.load(ids);
    }

    @CacheEvict
    public void evictByIds(@CacheAsMulti List<Long> ids) {}

    @Cacheable
    public Map<String, Car> findByTexts(@CacheAsMulti List<String> texts) {
        Map<String, Car> found = new LinkedHashMap<>();
        for (String text : texts) {
            found.put(text, Car.load(Long.valueOf(text)));
        }
        return found;
    }

    @CacheEvict
    public void evictByTexts(@CacheAsMulti List<String> texts) {}

    @Cacheable(key = "#ids")
    public Map<Long, Car> findByKeys(@CacheAsMulti List<Long> ids) {
        return Car.load(ids);
    }

    @Cacheable(key = "'x:' + #ids")
    public Map<Long, Car> findByPrefixedKeys(@CacheAsMulti List<Long> ids) {
        return Car.load(ids);
    }

    @Cacheable
    public Map<Long, Car> findByIdsAndTag(@CacheAsMulti List<Long> ids, String tag) {
        return Car.load(ids);
    }

    @Cacheable(sync = true)
    public Map<Long, Car> findByIdsOnce(@CacheAsMulti List<Long> ids) {
        return Car.load(ids);
    }

    @Cacheable
    public List<Car> findList(@CacheAsMulti List<Long> ids) {
        return new ArrayList<>(Car.load(ids).values());
    }

    @Cacheable
    public List<Car> findRows(@CacheAsMulti(asElementField = "id") List<Long> ids) {
        return new ArrayList<>(Car.load(ids).values());
    }
}
