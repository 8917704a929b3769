package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.support.redis.RedisCacheCustomizer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;

/** Carries the properties about the life of entries to the customizer, and its refusals back to their names. */
final class RedisExpirySettings {

    private static final String PREFIX = "spring.cache.redis.cache-as-multi.";

    private static final Pattern PERCENTAGE = Pattern.compile("\\d{1,2}(\\.\\d+)?%");

    private RedisExpirySettings() {}

    static RedisCacheCustomizer add(CacheAsMultiRedisProperties properties, RedisCacheCustomizer customizer) {
        RedisCacheCustomizer spreading = customizer.withTimeToLiveJitter(jitter(properties.ttlJitter()));
        Duration ofNull = properties.nullTimeToLive();
        if (ofNull == null) {
            return spreading;
        }
        try {
            return spreading.withNullTimeToLive(ofNull);
        } catch (IllegalArgumentException ex) {
            throw invalid(
                    "null-time-to-live",
                    ofNull,
                    "must be a millisecond or more; leave the property out to treat" + " nulls as any other value");
        }
    }

    static void customize(
            RedisCacheManagerBuilder builder, RedisCacheCustomizer customizer, CacheAsMultiRedisProperties properties) {
        try {
            customizer.customize(builder);
        } catch (IllegalStateException ex) {
            if (properties.nullTimeToLive() == null) {
                throw ex;
            }
            throw invalid("null-time-to-live", properties.nullTimeToLive(), String.valueOf(ex.getMessage()));
        }
    }

    private static double jitter(String text) {
        String percentage = text.strip();
        if (!PERCENTAGE.matcher(percentage).matches()) {
            throw invalid(
                    "ttl-jitter",
                    text,
                    "must be a percentage from 0% to below 100%, such as 10%: how much of its life an entry may lose");
        }
        return new BigDecimal(percentage.substring(0, percentage.length() - 1))
                .movePointLeft(2)
                .doubleValue();
    }

    private static InvalidConfigurationPropertyValueException invalid(String property, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + property, value, reason);
    }
}
