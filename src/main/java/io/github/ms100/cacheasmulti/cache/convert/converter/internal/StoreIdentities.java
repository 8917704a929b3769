package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.github.ms100.cacheasmulti.cache.internal.Changes;
import io.github.ms100.cacheasmulti.cache.internal.Entries;
import io.github.ms100.cacheasmulti.cache.internal.Identities;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.util.ClassUtils;

/**
 * Tells the entries of caches apart (S19): those of Redis by the serialised key, all others by the key, the native cache, which
 * must be that very object, and the name.
 */
public final class StoreIdentities implements Identities {

    private static final Changes CHANGES = new Changes(new StoreIdentities());

    private static final boolean REDIS = isPresent("org.springframework.data.redis.cache.RedisCache");

    private static final boolean DECORATOR =
            isPresent("org.springframework.cache.transaction.TransactionAwareCacheDecorator")
                    && isPresent("org.springframework.transaction.support.TransactionSynchronizationManager");

    private StoreIdentities() {}

    /** Returns where changes of any cache are told. */
    public static Changes changes() {
        return CHANGES;
    }

    @Override
    public Entries entriesOf(Cache cache) {
        Cache own = usersOwn(cache);
        return (REDIS && Redis.isPlain(own)) ? Redis.entriesOf(own) : new ObjectEntries(own);
    }

    /** Returns whether a native cache is Redis: a cache of the user's own may have prefixes by thread in front of it. */
    static boolean isRedis(Object store) {
        return REDIS && Redis.isWriter(store);
    }

    @Override
    public boolean waitsForCommit(Cache cache) {
        return DECORATOR && Decorator.is(seen(cache));
    }

    private static Cache usersOwn(Cache cache) {
        Cache own = seen(cache);
        while (DECORATOR && Decorator.is(own)) {
            own = seen(Decorator.target(own));
        }
        return own;
    }

    // Asks for no interface (CacheView): plain methods would pay a search through all that the class of their cache
    // implements.
    private static Cache seen(Cache cache) {
        Cache seen = cache;
        while (true) {
            if (seen instanceof ForwardingCache view) {
                seen = view.source();
            } else if (REDIS && Redis.isView(seen)) {
                seen = Redis.source(seen);
            } else {
                return seen;
            }
        }
    }

    private static boolean isPresent(String className) {
        return ClassUtils.isPresent(className, StoreIdentities.class.getClassLoader());
    }

    /** Loaded only where the decorator is on the class path; its subclasses wait as well. */
    private static final class Decorator {

        static boolean is(Cache cache) {
            return cache instanceof TransactionAwareCacheDecorator;
        }

        static Cache target(Cache cache) {
            return ((TransactionAwareCacheDecorator) cache).getTargetCache();
        }
    }

    /** Loaded only where Redis is on the class path. */
    private static final class Redis {

        /** A subclass may make its keys in a way of its own. */
        static boolean isPlain(Cache cache) {
            return cache.getClass() == RedisCache.class;
        }

        static Entries entriesOf(Cache cache) {
            return new RedisEntries((RedisCache) cache);
        }

        static boolean isView(Cache cache) {
            return cache instanceof RedisEnhancedCache;
        }

        static Cache source(Cache cache) {
            return ((RedisEnhancedCache) cache).source();
        }

        static boolean isWriter(Object store) {
            return store instanceof RedisCacheWriter;
        }
    }
}
