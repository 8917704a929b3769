package io.github.ms100.cacheasmulti.internal.typed;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Typed caches of one manager, which is asked for when the first of them is. Thread-safe. */
public final class TypedBatchCaches implements BatchCaches {

    private final Supplier<CacheManager> manager;

    private final TypedEngine engine;

    /**
     * Creates them.
     *
     * @param manager gives the manager
     * @param engine serves their calls
     * @param errorHandler hears of cache failures; asked for at the first call
     * @param coolDowns gives what spares caches that cannot be reached, by error handler
     */
    public TypedBatchCaches(
            Supplier<CacheManager> manager,
            BatchEngine engine,
            Supplier<CacheErrorHandler> errorHandler,
            Function<CacheErrorHandler, CoolDown> coolDowns) {
        this.manager = manager;
        this.engine = new TypedEngine(engine, errorHandler, coolDowns);
    }

    @Override
    public <K, V> BatchCache<K, V> cache(String name, Class<V> type) {
        return named(name, type);
    }

    @Override
    public <K, V> BatchCache<K, V> cache(String name, ParameterizedTypeReference<V> type) {
        return named(name, ResolvableType.forType(type.getType()).resolve(Object.class));
    }

    @Override
    public <K, V> BatchCache<K, V> cache(Cache cache, Class<V> type) {
        return of(() -> cache, cache.getName(), type, null);
    }

    /** Asked by name at each call, as by annotations: a manager may replace its caches. */
    private <K, V> BatchCache<K, V> named(String name, Class<?> type) {
        CacheManager from = manager.get();
        Cache unused = required(from, name);
        return of(() -> required(from, name), name, type, from);
    }

    private static Cache required(CacheManager from, String name) {
        Cache cache = from.getCache(name);
        if (cache == null) {
            throw new IllegalArgumentException(
                    "There is no cache named '%s'. The CacheManager knows %s: use one of these names, or declare the cache as for @Cacheable"
                            .formatted(name, from.getCacheNames()));
        }
        return cache;
    }

    private <K, V> BatchCache<K, V> of(Supplier<Cache> cache, String name, Class<?> type, @Nullable CacheManager from) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        return new TypedBatchCache<>(
                cache,
                new CacheTerms(name, boxed, false),
                engine,
                engine.engine().caches(from, boxed));
    }

    /** Named in {@code META-INF/spring.factories}. */
    static final class Factory implements BatchCaches.Factory {

        @Override
        public BatchCaches from(CacheManager manager) {
            return new TypedBatchCaches(
                    () -> manager, WithoutContext.ENGINE, SimpleCacheErrorHandler::new, handler -> CoolDown.NONE);
        }
    }

    /** Made when somebody asks for caches without an application context. */
    private static final class WithoutContext {

        static final BatchEngine ENGINE = new BatchEngine(
                new Stores(List.copyOf(StoreIdentities.converters())),
                StoreIdentities.feed(),
                Flights.inThisJvm(),
                SingleFlightSettings.DEFAULT,
                BatchListener.NO_OP,
                new CallThreads(() -> null));
    }
}
