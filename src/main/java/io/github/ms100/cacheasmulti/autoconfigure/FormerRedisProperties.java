package io.github.ms100.cacheasmulti.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.DeprecatedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The two properties of 1.x, under their names of that time. What is set by both names must be the same.
 *
 * @param cacheNameTimeToLiveMap Time to live by cache name, on top of the defaults of all Redis caches.
 * @param serializeToJson Whether cache values are stored as JSON.
 */
@ConfigurationProperties(FormerRedisProperties.PREFIX)
record FormerRedisProperties(
        @DefaultValue Map<String, Duration> cacheNameTimeToLiveMap,
        @Nullable Boolean serializeToJson) {

    static final String PREFIX = "spring.cache.redis.cache-as-multi";

    @Override
    @DeprecatedConfigurationProperty(
            replacement = "cache-as-multi.caches",
            reason = "Set the time-to-live of each cache there.",
            since = "2.0.0")
    public Map<String, Duration> cacheNameTimeToLiveMap() {
        return cacheNameTimeToLiveMap;
    }

    @Override
    @DeprecatedConfigurationProperty(replacement = "cache-as-multi.redis.serialize-to-json", since = "2.0.0")
    public @Nullable Boolean serializeToJson() {
        return serializeToJson;
    }

    /** Returns the times to live that are set by either name. */
    Map<String, Duration> timesToLive(CacheAsMultiProperties present) {
        Map<String, Duration> timesToLive = new LinkedHashMap<>(cacheNameTimeToLiveMap);
        present.timesToLive().forEach((name, timeToLive) -> {
            Duration former = timesToLive.put(name, timeToLive);
            refuseOther(
                    "cache-name-time-to-live-map." + inProperty(name),
                    former,
                    "%s.caches.%s.time-to-live".formatted(CacheAsMultiProperties.PREFIX, inProperty(name)),
                    timeToLive);
        });
        return timesToLive;
    }

    /** Returns what is set by either name. */
    boolean serializesToJson(CacheAsMultiRedisProperties present) {
        Boolean now = present.serializeToJson();
        if (now == null) {
            return Boolean.TRUE.equals(serializeToJson);
        }
        refuseOther(
                "serialize-to-json", serializeToJson, CacheAsMultiRedisProperties.PREFIX + ".serialize-to-json", now);
        return now;
    }

    private static String inProperty(String cacheName) {
        return cacheName.matches("[a-z0-9-]+") ? cacheName : "[" + cacheName + "]";
    }

    private static void refuseOther(String property, @Nullable Object former, String replacement, Object now) {
        if (former != null && !former.equals(now)) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "." + property,
                    former,
                    "must be %s like '%s', which has taken the place of this property; remove this one"
                            .formatted(now, replacement));
        }
    }
}
