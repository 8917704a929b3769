package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.CacheRefusedException;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.Set;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;

/** What a local level refuses, and why (L1, L5). */
final class LocalLevelRules {

    private static final String PROPERTIES = "cache-as-multi.caches.%s.local";

    private LocalLevelRules() {}

    static void check(LocalLevel.Settings settings) {
        positive(settings.checkInterval(), "The check interval of the local level");
        if (settings.maxUnvalidated().compareTo(settings.checkInterval()) <= 0) {
            throw new IllegalArgumentException(
                    ("Local copies must be served for longer without a comparison than nodes compare:"
                                    + " max-unvalidated is %s, check-interval is %s. Raise the one or lower the other")
                            .formatted(settings.maxUnvalidated(), settings.checkInterval()));
        }
        if (settings.channel().isBlank()) {
            throw new IllegalArgumentException(
                    "The channel of the local level must have a name, such as cache-as-multi");
        }
        settings.caches().forEach((name, cache) -> {
            if (cache.maximumSize() < 1) {
                throw refused(
                        name, ".maximum-size", cache.maximumSize(), "how many copies are kept at most, such as 10000");
            }
            if (cache.timeToLive().toMillis() < 1) {
                throw refused(name, ".time-to-live", cache.timeToLive(), "how long a copy lives at most, such as 1m");
            }
        });
    }

    private static IllegalArgumentException refused(String cache, String property, Object value, String meaning) {
        return new IllegalArgumentException("The local level of cache '%s' needs %s: %s%s is %s"
                .formatted(cache, meaning, PROPERTIES.formatted(cache), property, value));
    }

    private static void positive(Duration time, String what) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException("%s must be a millisecond or more, but is %s".formatted(what, time));
        }
    }

    static void check(RedisCacheManager manager) {
        if (manager.getClass() != RedisCacheManager.class) {
            throw new CacheRefusedException(
                    ("A local level needs a RedisCacheManager of exactly that class, for a subclass may"
                                    + " make caches in a way of its own, but got a %s")
                            .formatted(manager.getClass().getName()),
                    "Build the manager with RedisCacheManager.builder(...).");
        }
    }

    static void check(RedisCache cache, boolean serverIsKnown) {
        if (cache.getClass() != RedisCache.class || !serverIsKnown) {
            throw new CacheRefusedException(
                    ("Cache '%s' (%s with %s) cannot have a local level: that needs Spring Data's own"
                                    + " RedisCache and RedisCacheWriter, for any other may keep its entries in a way of its own")
                            .formatted(
                                    cache.getName(),
                                    cache.getClass().getName(),
                                    cache.getNativeCache().getClass().getName()),
                    "Remove %s, or build the cache with them.".formatted(PROPERTIES.formatted(cache.getName())));
        }
        if (cache.getCacheConfiguration().isTimeToIdleEnabled()) {
            throw new CacheRefusedException(
                    ("Cache '%s' has time-to-idle expiration, which cannot be combined with a local level:"
                                    + " a local hit does not touch the entry in Redis, which would expire while it is used")
                            .formatted(cache.getName()),
                    "Use one of them.");
        }
    }

    static void checkServer(RedisCache cache, boolean amongSeveral) {
        if (amongSeveral && !(cache.getNativeCache() instanceof CountingRedisCacheWriter)) {
            throw new CacheRefusedException(
                    ("Cache '%s' cannot have a local level: the application has several RedisConnectionFactory beans, and the"
                                    + " RedisCacheWriter of the cache does not say which it uses, so that nodes might listen at another"
                                    + " Redis")
                            .formatted(cache.getName()),
                    "Build its manager with CountingRedisCacheWriter.create(...), or remove %s."
                            .formatted(PROPERTIES.formatted(cache.getName())));
        }
    }

    static void checkNoneIsMissing(Set<String> missing) {
        if (!missing.isEmpty()) {
            throw new CacheRefusedException(
                    ("A local level is set for %s, and no RedisCacheManager has a cache of that name that"
                                    + " it can be put in front of")
                            .formatted(missing),
                    "Correct the name, or remove %s."
                            .formatted(PROPERTIES.formatted(missing.iterator().next())));
        }
    }
}
