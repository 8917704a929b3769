package io.github.ms100.cacheasmulti.test.stores;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.cache.Cache;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Users' own caches of one connection factory, each with entries of its own, and the service of an application with that. */
final class RedisCaches implements AutoCloseable {

    private final RedisConnectionFactory factory;

    private final LocalCopies copies;

    private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

    /** Takes a started factory, and stops it when this is closed. */
    RedisCaches(RedisConnectionFactory factory) {
        this(factory, null);
    }

    /**
     * As {@link #RedisCaches(RedisConnectionFactory)}.
     *
     * @param copies what local copies the caches have; {@code null} for none
     */
    RedisCaches(RedisConnectionFactory factory, LocalLevel.Copies copies) {
        this.factory = factory;
        this.copies = (copies == null) ? null : new LocalCopies(factory, copies);
        application.registerBean("redisConnectionFactory", RedisConnectionFactory.class, () -> factory);
        application.register(CacheAsMultiConfiguration.class);
        application.refresh();
    }

    RedisCache create(UnaryOperator<RedisCacheConfiguration> configuration) {
        RedisCacheConfiguration applied = configuration
                .apply(RedisCacheConfiguration.defaultCacheConfig())
                .prefixCacheNameWith(UUID.randomUUID() + ":");
        RedisCacheManager manager =
                RedisCacheManager.builder(writer()).cacheDefaults(applied).build();
        manager.afterPropertiesSet();
        if (copies != null) {
            return copies.before(manager);
        }
        return (RedisCache) Objects.requireNonNull(manager.getCache("cache-" + UUID.randomUUID()));
    }

    EnhancedCache batchFormOf(Cache cache) {
        return application.getBean(EnhancedCacheConversionService.class).convert(cache);
    }

    boolean expires(Cache cache, Object key) {
        try (RedisConnection connection = factory.getConnection()) {
            return connection.keyCommands().ttl(nameOf(cache, key)) > 0;
        }
    }

    /** Writes what nobody can read, past the library: a local level is told before, for it is not told of that (L15). */
    void spoil(Cache cache, Object key) {
        cache.evict(key);
        try (RedisConnection connection = factory.getConnection()) {
            connection.stringCommands().set(nameOf(cache, key), "no java object".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Lets every further call fail; of a cache with local copies that has none left, for they are served all the same (L17). */
    void disconnect(Cache cache) {
        cache.clear();
        ((Lifecycle) factory).stop();
    }

    private static byte[] nameOf(Cache cache, Object key) {
        String prefix = ((RedisCache) cache).getCacheConfiguration().getKeyPrefixFor(cache.getName());
        return (prefix + key).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns a writer whose single writes are seen by the next read. Spring Data Redis 4 has them return before they are
     * done, unless it is told otherwise; before, there was nothing to tell.
     */
    private RedisCacheWriter writer() {
        Method create = ReflectionUtils.findMethod(
                RedisCacheWriter.class, "create", RedisConnectionFactory.class, Consumer.class);
        if (create == null) {
            return RedisCacheWriter.nonLockingRedisCacheWriter(factory);
        }
        Class<?> type = ClassUtils.resolveClassName(
                RedisCacheWriter.class.getName() + "$RedisCacheWriterConfigurer",
                getClass().getClassLoader());
        Method immediate = ClassUtils.getMethod(type, "immediateWrites");
        Consumer<Object> settings = configurer -> ReflectionUtils.invokeMethod(immediate, configurer);
        return (RedisCacheWriter) Objects.requireNonNull(ReflectionUtils.invokeMethod(create, null, factory, settings));
    }

    @Override
    public void close() {
        if (copies != null) {
            copies.close();
        }
        application.close();
    }
}
