package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.support.redis.JsonHiddenState;
import io.github.ms100.cacheasmulti.support.redis.RedisCacheCustomizer;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * What can be set for the Redis caches of an application. What cannot be fulfilled is refused by the name of its property.
 *
 * @param serializeToJson Whether cache values are stored as JSON. Takes the place of any other value serializer, also
 *     that of a RedisCacheConfiguration bean. Entries in the former format can no longer be read then: clear the caches
 *     or change the key prefix.
 * @param jsonAllowedPackages Comma-separated list of packages (sub-packages included) or classes whose types may be
 *     stored as JSON, besides the packages of the application itself and the value and collection types of the JDK.
 * @param jsonHiddenState What to do with classes of cached values whose annotations, such as JsonIgnore, keep a part of
 *     their state out of JSON.
 * @param maxBatchSize How many keys one command to Redis may have. A larger batch goes as several commands that are under
 *     way together. Zero sends a batch of any size at once.
 * @param ttlJitter How much of its time to live an entry may lose by chance, so that entries written together do not
 *     expire together, from "0%" to below "100%". Nothing lives longer than configured.
 * @param nullTimeToLive Longest time to live of a cached null. Cannot be combined with time-to-idle expiration.
 */
@ConfigurationProperties(CacheAsMultiRedisProperties.PREFIX)
record CacheAsMultiRedisProperties(
        @Nullable Boolean serializeToJson,
        @DefaultValue List<String> jsonAllowedPackages,
        @DefaultValue("warn") JsonHiddenState jsonHiddenState,
        @DefaultValue("1000") int maxBatchSize,
        @DefaultValue("0%") String ttlJitter,
        @Nullable Duration nullTimeToLive) {

    static final String PREFIX = CacheAsMultiProperties.PREFIX + ".redis";

    private static final Pattern PERCENTAGE = Pattern.compile("\\d{1,2}(\\.\\d+)?%");

    /**
     * Returns the customizer they ask for.
     *
     * @param timesToLive those of single caches
     * @param values the serializer of values; {@code null} leaves that alone
     */
    RedisCacheCustomizer customizer(Map<String, Duration> timesToLive, @Nullable RedisSerializer<Object> values) {
        RedisCacheCustomizer spreading = new RedisCacheCustomizer(timesToLive, values).withTimeToLiveJitter(jitter());
        if (nullTimeToLive == null) {
            return spreading;
        }
        try {
            return spreading.withNullTimeToLive(nullTimeToLive);
        } catch (IllegalArgumentException ex) {
            throw invalid(
                    "null-time-to-live",
                    nullTimeToLive,
                    "must be a millisecond or more; leave the property out to treat nulls as any other value");
        }
    }

    private double jitter() {
        String percentage = ttlJitter.strip();
        if (!PERCENTAGE.matcher(percentage).matches()) {
            throw invalid(
                    "ttl-jitter",
                    ttlJitter,
                    "must be a percentage from 0% to below 100%, such as 10%: how much of its life an entry may lose");
        }
        return new BigDecimal(percentage.substring(0, percentage.length() - 1))
                .movePointLeft(2)
                .doubleValue();
    }

    /** Lets a customizer change a builder; what it refuses of nulls is refused by the name of their property. */
    void customize(RedisCacheManagerBuilder builder, RedisCacheCustomizer customizer) {
        try {
            customizer.customize(builder);
        } catch (IllegalStateException ex) {
            if (nullTimeToLive == null) {
                throw ex;
            }
            throw invalid("null-time-to-live", nullTimeToLive, String.valueOf(ex.getMessage()));
        }
    }

    /** Returns the size of a batch they ask for. */
    RedisMaxBatchSize batchSize() {
        if (maxBatchSize < 0) {
            throw invalid(
                    "max-batch-size",
                    maxBatchSize,
                    "must be a number of keys, or 0 to send a batch of any size at once");
        }
        return new RedisMaxBatchSize(maxBatchSize);
    }

    private static InvalidConfigurationPropertyValueException invalid(String property, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + "." + property, value, reason);
    }
}
