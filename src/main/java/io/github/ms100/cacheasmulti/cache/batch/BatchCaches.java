package io.github.ms100.cacheasmulti.cache.batch;

import java.util.List;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Gives typed caches for batches: the caches of the application, by the rules of its batch methods. No cache is made, and none is
 * configured by it. A bean of this type is there wherever {@code @CacheAsMulti} works; it asks the application's {@link CacheManager}, and
 * cache failures go to the application's {@link org.springframework.cache.interceptor.CacheErrorHandler}.
 *
 * <pre>{@code
 * CarService(BatchCaches caches, CarRepository repository) {
 *     this.cars = caches.cache("cars", Car.class);
 *     this.repository = repository;
 * }
 *
 * Map<Long, Car> getCars(Collection<Long> ids) {
 *     return cars.getAll(ids, repository::findByIds);
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 2.0.0
 */
public interface BatchCaches {

    /**
     * Returns a cache.
     *
     * @param name its name, as in {@code @Cacheable}
     * @param type of its values, {@code int.class} as {@code Integer.class}; an entry of another type is reported to the error handler,
     *     and is none
     * @param <K> the type of its keys, which are used as they are: entries are shared with methods of one parameter without
     *     {@code key}. Known by what the cache is assigned to: a method may be chained only to {@code caches.<Long, Car>cache(...)}
     * @throws IllegalArgumentException if there is no cache of that name
     */
    <K, V> BatchCache<K, V> cache(String name, Class<V> type);

    /**
     * As {@link #cache(String, Class)}, for values of a generic type.
     *
     * @param type of its values, such as {@code new ParameterizedTypeReference<List<Car>>() {}}; of an entry its class is checked, and not
     *     what it holds
     * @throws IllegalArgumentException if there is no cache of that name
     */
    <K, V> BatchCache<K, V> cache(String name, ParameterizedTypeReference<V> type);

    /** As {@link #cache(String, Class)}, of a cache that is there already. */
    <K, V> BatchCache<K, V> cache(Cache cache, Class<V> type);

    /**
     * Returns the caches of a manager, without an application context: cache failures are thrown, no {@code BatchListener} is told, and
     * converters that are beans are not known. Loads are shared, and changes seen, across all of this JVM. Redis is asked in batches where
     * the manager was built with a {@code CountingRedisCacheWriter}, or with Spring Data Redis from 4.1 on.
     */
    static BatchCaches from(CacheManager manager) {
        List<Factory> found = SpringFactoriesLoader.loadFactories(Factory.class, BatchCaches.class.getClassLoader());
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "META-INF/spring.factories of cache-as-multi is missing from the class path, or was overwritten when jars"
                            + " were repackaged: merge these files, for example with the AppendingTransformer of the Maven Shade"
                            + " Plugin");
        }
        return found.get(0).from(manager);
    }

    /**
     * Found in {@code META-INF/spring.factories}. For the library itself: what users see knows nothing of the engine.
     *
     * @since 2.0.0
     */
    @FunctionalInterface
    interface Factory {

        /** As {@link BatchCaches#from}. */
        BatchCaches from(CacheManager manager);
    }
}
