package io.github.ms100.cacheasmulti.support.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Gives the caches of a Redis cache manager a time to live each, spreads it, cuts that of nulls, and gives values another
 * format; everything else stays as it is set: key prefix, key format, treatment of {@code null}, time to idle.
 *
 * <p>Spring Boot applies the bean of this type, made of the {@code cache-as-multi.redis} properties, to the
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
 *
 * @since 2.0.0
 */
public final class RedisCacheCustomizer {

    private final Map<String, Duration> timesToLive;

    private final @Nullable SerializationPair<Object> values;

    private final double jitter;

    private final @Nullable Duration nullTimeToLive;

    /**
     * Creates a customizer.
     *
     * @param timesToLive the time to live by cache name; zero or less means for good. A cache that is not listed keeps
     *     the default of the manager
     * @param values what to write and read the values of all caches with, in place of what is set for them; {@code null}
     *     to leave that alone
     */
    public RedisCacheCustomizer(Map<String, Duration> timesToLive, @Nullable RedisSerializer<Object> values) {
        this(new LinkedHashMap<>(timesToLive), values != null ? pair(values) : null, 0, null);
    }

    private static SerializationPair<Object> pair(RedisSerializer<Object> values) {
        return (values instanceof JsonRedisSerializer json) ? json.asPair() : SerializationPair.fromSerializer(values);
    }

    private RedisCacheCustomizer(
            Map<String, Duration> timesToLive,
            @Nullable SerializationPair<Object> values,
            double jitter,
            @Nullable Duration nullTimeToLive) {
        this.timesToLive = timesToLive;
        this.values = values;
        this.jitter = jitter;
        this.nullTimeToLive = nullTimeToLive;
    }

    /**
     * Returns a customizer that also spreads the expiry of entries written together, so that they are not loaded again
     * together. Every entry's life is drawn evenly from {@code [life * (1 - jitter), life]}, a millisecond at least,
     * whatever has determined that life; nothing lives longer than it would, and what does not expire still does not.
     *
     * @param jitter the share of a life that may be taken away, from 0 (none, the default) to below 1
     * @throws IllegalArgumentException if it is anything else
     */
    public RedisCacheCustomizer withTimeToLiveJitter(double jitter) {
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException(
                    "The jitter of a time to live must be at least 0 and less than 1, but is " + jitter);
        }
        return new RedisCacheCustomizer(timesToLive, values, jitter, nullTimeToLive);
    }

    /**
     * Returns a customizer that also limits the life of a cached {@code null}. A null that would live shorter anyway
     * still does.
     *
     * <p>{@code RedisCache.get(key, valueLoader)}, which is how Spring runs a single method with {@code sync = true}, asks
     * for a life before it has the value: what it stores has the life of a null, whatever it is, unless the manager has a
     * {@link CountingRedisCacheWriter}.
     *
     * @param nullTimeToLive the longest life of a null
     * @throws IllegalArgumentException if that is shorter than a millisecond
     */
    public RedisCacheCustomizer withNullTimeToLive(Duration nullTimeToLive) {
        if (nullTimeToLive.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "The time to live of nulls must be a millisecond or more, but is " + nullTimeToLive);
        }
        return new RedisCacheCustomizer(timesToLive, values, jitter, nullTimeToLive);
    }

    /**
     * Changes the defaults and the configurations that the given builder has so far. What is set on it afterwards wins;
     * new defaults set afterwards do not reach the caches that already have a configuration.
     *
     * @throws IllegalStateException if nulls have a life of their own and a cache has a time to idle: reading would give
     *     every entry the life of a null, because its value is not known then
     */
    public void customize(RedisCacheManagerBuilder builder) {
        if (values != null) {
            changeAll(builder, configuration -> configuration.serializeValuesWith(values));
        }
        timesToLive.forEach((name, timeToLive) -> {
            RedisCacheConfiguration configuration =
                    builder.getCacheConfigurationFor(name).orElseGet(builder::cacheDefaults);
            builder.withCacheConfiguration(name, configuration.entryTtl(timeToLive));
        });
        if (nullTimeToLive != null) {
            refuseTimeToIdle("The caches without a configuration of their own have", builder.cacheDefaults());
            for (String name : builder.getConfiguredCaches()) {
                builder.getCacheConfigurationFor(name)
                        .ifPresent(configuration -> refuseTimeToIdle("Cache '%s' has".formatted(name), configuration));
            }
        }
        if (jitter > 0 || nullTimeToLive != null) {
            changeAll(
                    builder,
                    configuration -> configuration.entryTtl(
                            new SpreadExpiry(configuration.getTtlFunction(), jitter, nullTimeToLive)));
        }
    }

    private static void changeAll(RedisCacheManagerBuilder builder, UnaryOperator<RedisCacheConfiguration> change) {
        builder.cacheDefaults(change.apply(builder.cacheDefaults()));
        for (String name : Set.copyOf(builder.getConfiguredCaches())) {
            builder.getCacheConfigurationFor(name)
                    .ifPresent(configuration -> builder.withCacheConfiguration(name, change.apply(configuration)));
        }
    }

    private static void refuseTimeToIdle(String who, RedisCacheConfiguration configuration) {
        if (configuration.isTimeToIdleEnabled()) {
            throw new IllegalStateException((who + " time-to-idle expiration, which cannot be combined with a separate"
                    + " time to live of nulls: every read would give any entry the life of a null. Use one of them"));
        }
    }
}
