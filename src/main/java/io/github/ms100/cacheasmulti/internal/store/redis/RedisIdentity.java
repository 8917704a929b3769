package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentity;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheWriter;

/** The entries of Redis are known by the serialised key with its prefix, on one writer (S19). */
final class RedisIdentity implements StoreIdentity {

    private static final boolean REDIS = OptionalLibrary.REDIS.isPresent();

    @Override
    public @Nullable Entries entriesOf(Cache cache) {
        return REDIS ? Present.entriesOf(cache) : null;
    }

    @Override
    public boolean isOurs(Object nativeCache) {
        return REDIS && Present.isWriter(nativeCache);
    }

    /** Loaded only where Redis is on the class path. */
    private static final class Present {

        /** A subclass may make its keys in a way of its own. */
        static @Nullable Entries entriesOf(Cache cache) {
            return (cache.getClass() == RedisCache.class) ? new RedisEntries((RedisCache) cache) : null;
        }

        static boolean isWriter(Object nativeCache) {
            return nativeCache instanceof RedisCacheWriter;
        }
    }
}
