package io.github.ms100.cacheasmulti.sync;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnection;

/** Batch and single methods of which each loads what is the current tenant's. */
class TenantCars {

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "red");

    /** Returns the tenant of the current thread. */
    static String tenant() {
        return TENANT.get();
    }

    static <T> T as(String tenant, Body<T> body) throws Exception {
        TENANT.set(tenant);
        try {
            return body.run();
        } finally {
            TENANT.remove();
        }
    }

    private final AtomicInteger loads = new AtomicInteger();

    private volatile Runnable during = () -> {};

    int loads() {
        return loads.get();
    }

    Hold holdLoadsOf(String tenant) {
        Hold hold = new Hold();
        during = () -> {
            if (TENANT.get().equals(tenant)) {
                hold.here();
            }
        };
        return hold;
    }

    /** Lets each load take as long as one by a server does. */
    void askServerInLoads() {
        during = () -> TestRedis.onServer(RedisConnection::ping);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Integer, String> findOnce(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Long, String> findByLong(@CacheAsMulti List<Long> ids) {
        return load(ids);
    }

    @CacheEvict("cars")
    public void evict(@CacheAsMulti List<Long> ids) {}

    @CacheEvict("cars")
    public boolean remove(@CacheAsMulti List<Integer> ids) {
        return true;
    }

    @CacheEvict("cars")
    public void evict(String id) {}

    @CachePut("cars")
    public String put(String id) {
        return "new " + id;
    }

    @CacheEvict(cacheNames = "cars", allEntries = true)
    public void clear() {}

    private <I> Map<I, String> load(List<I> ids) {
        loads.incrementAndGet();
        Map<I, String> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, TENANT.get() + " " + id));
        during.run();
        return found;
    }

    interface Body<T> {
        T run() throws Exception;
    }

    /** All batch reads share their loads. */
    static class Always {

        @Bean
        SingleFlightSettings singleFlightSettings() {
            return new SingleFlightSettings(true, null);
        }
    }
}
