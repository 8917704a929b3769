package io.github.ms100.cacheasmulti.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set for the Redis caches of an application.
 *
 * @param cacheNameTimeToLiveMap Time to live by cache name, on top of the defaults of all Redis caches. A number without
 *     a unit is milliseconds; a cache name with dots or other special characters is written in brackets, as in
 *     "[orders.open]". Zero means that entries never expire.
 * @param serializeToJson Whether cache values are stored as JSON. Takes the place of any other value serializer, also
 *     that of a RedisCacheConfiguration bean. Entries in the former format can no longer be read then: clear the caches
 *     or change the key prefix.
 * @param jsonAllowedPackages Packages (sub-packages included) or classes whose types may be stored as JSON, besides the
 *     packages of the application itself and the value and collection types of the JDK.
 * @param ttlJitter How much of its time to live an entry may lose by chance, so that entries written together do not
 *     expire together, from "0%" to below "100%". Nothing lives longer than configured.
 * @param nullTimeToLive The longest time to live of a cached null; a number without a unit is milliseconds. Cannot be
 *     combined with time-to-idle expiration.
 * @param maxBatchSize How many keys one command to Redis may have. A larger batch goes as several commands that are under
 *     way together. Zero sends a batch of any size at once.
 */
@ConfigurationProperties("spring.cache.redis.cache-as-multi")
record CacheAsMultiRedisProperties(
        @DefaultValue Map<String, Duration> cacheNameTimeToLiveMap,
        @DefaultValue("false") boolean serializeToJson,
        @DefaultValue List<String> jsonAllowedPackages,
        @DefaultValue("0%") String ttlJitter,
        @Nullable Duration nullTimeToLive,
        @DefaultValue("1000") int maxBatchSize) {}
