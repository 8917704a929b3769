package io.github.ms100.cacheasmulti.test.stores;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import io.github.ms100.cacheasmulti.test.EnhancedCacheContract;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The contract on real servers, by one driver and in one configuration. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RedisContract extends EnhancedCacheContract {

    private final Supplier<RedisConnectionFactory> driver;

    private final UnaryOperator<RedisCacheConfiguration> configuration;

    private final LocalLevel.Copies copies;

    private RedisCaches caches;

    RedisContract(Supplier<RedisConnectionFactory> driver, UnaryOperator<RedisCacheConfiguration> configuration) {
        this(driver, configuration, null);
    }

    /**
     * As {@link #RedisContract(Supplier, UnaryOperator)}.
     *
     * @param copies what local copies the caches have; {@code null} for none
     */
    RedisContract(
            Supplier<RedisConnectionFactory> driver,
            UnaryOperator<RedisCacheConfiguration> configuration,
            LocalLevel.Copies copies) {
        this.driver = driver;
        this.configuration = configuration;
        this.copies = copies;
    }

    @BeforeAll
    final void connect() {
        caches = new RedisCaches(driver.get(), copies);
    }

    @AfterAll
    final void disconnect() {
        caches.close();
    }

    @Override
    protected final Cache newCache() {
        return caches.create(configuration);
    }

    @Override
    protected final EnhancedCache batchFormOf(Cache cache) {
        return caches.batchFormOf(cache);
    }

    /** Local copies that are objects are handed out as they are, as from any cache on the heap (L4). */
    @Override
    protected final boolean byValue() {
        return copies != LocalLevel.Copies.OBJECTS;
    }

    @Override
    protected final Object settingsOf(Cache cache, Object key) {
        return caches.expires(cache, key);
    }
}
