package io.github.ms100.cacheasmulti.benchmarks.peers;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheResult;
import io.github.ms100.cacheasmulti.benchmarks.ByHand;
import io.github.ms100.cacheasmulti.benchmarks.Car;
import io.github.ms100.cacheasmulti.benchmarks.Variant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** {@code getAll}, {@code PUT_ALL} and {@code REMOVE_ALL}, whose results are waited for. */
final class JetCacheBatch extends ByHand {

    private final Cache<Long, Car> cache;

    private final AutoCloseable client;

    JetCacheBatch(Cache<Long, Car> cache, AutoCloseable client) {
        super(Variant.PLAIN);
        this.cache = cache;
        this.client = client;
    }

    @Override
    protected Map<Long, Car> read(List<Long> ids) {
        return cache.getAll(new LinkedHashSet<>(ids));
    }

    @Override
    protected void write(Map<Long, Car> cars) {
        await(cache.PUT_ALL(cars));
    }

    @Override
    public void evict(List<Long> ids) {
        await(cache.REMOVE_ALL(new LinkedHashSet<>(ids)));
    }

    private static void await(CacheResult result) {
        if (!result.isSuccess()) {
            throw new IllegalStateException(result.getMessage());
        }
    }

    @Override
    public void close() throws Exception {
        cache.close();
        client.close();
    }
}
