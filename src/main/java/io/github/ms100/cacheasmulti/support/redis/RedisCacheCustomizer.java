package io.github.ms100.cacheasmulti.support.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Gives the caches of a Redis cache manager a time to live each, and their values another format; everything else stays
 * as it is set: key prefix, key format, treatment of {@code null}, time to idle.
 *
 * <p>Spring Boot applies the bean of this type, made of the {@code spring.cache.redis.cache-as-multi} properties, to the
 * manager it configures. An application with a manager of its own does it itself:
 *
 * <pre>{@code
 * @Bean
 * RedisCacheManager cacheManager(RedisConnectionFactory connectionFactory, RedisCacheCustomizer customizer) {
 *     RedisCacheManagerBuilder builder = RedisCacheManager.builder(connectionFactory);
 *     customizer.customize(builder);
 *     return builder.build();
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class RedisCacheCustomizer {

    private final Map<String, Duration> timesToLive;

    private final @Nullable SerializationPair<Object> values;

    /**
     * Creates a customizer.
     *
     * @param timesToLive the time to live by cache name; zero or less means for good. A cache that is not listed keeps
     *     the default of the manager
     * @param values what to write and read the values of all caches with, in place of what is set for them; {@code null}
     *     to leave that alone
     */
    public RedisCacheCustomizer(Map<String, Duration> timesToLive, @Nullable RedisSerializer<Object> values) {
        this.timesToLive = new LinkedHashMap<>(timesToLive);
        this.values = values != null ? SerializationPair.fromSerializer(values) : null;
    }

    /**
     * Changes the defaults and the configurations that the given builder has so far. What is set on it afterwards wins;
     * new defaults set afterwards do not reach the caches that already have a configuration.
     */
    public void customize(RedisCacheManagerBuilder builder) {
        if (values != null) {
            serializeWith(values, builder);
        }
        timesToLive.forEach((name, timeToLive) -> {
            RedisCacheConfiguration configuration =
                    builder.getCacheConfigurationFor(name).orElseGet(builder::cacheDefaults);
            builder.withCacheConfiguration(name, configuration.entryTtl(timeToLive));
        });
    }

    private static void serializeWith(SerializationPair<Object> values, RedisCacheManagerBuilder builder) {
        builder.cacheDefaults(builder.cacheDefaults().serializeValuesWith(values));
        for (String name : Set.copyOf(builder.getConfiguredCaches())) {
            builder.getCacheConfigurationFor(name)
                    .ifPresent(configuration ->
                            builder.withCacheConfiguration(name, configuration.serializeValuesWith(values)));
        }
    }
}
