package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.github.ms100.cacheasmulti.cache.internal.CacheView;
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
        return (REDIS && Redis.isPlain(own))
                ? Redis.entriesOf(own)
                : new ObjectEntries(own, !(REDIS && Redis.isBehind(own)));
    }

    @Override
    public boolean waitsForCommit(Cache cache) {
        Cache own = cache;
        while (own instanceof CacheView view) {
            own = view.source();
        }
        return DECORATOR && Decorator.is(own);
    }

    private static Cache usersOwn(Cache cache) {
        Cache own = cache;
        while (true) {
            if (own instanceof CacheView view) {
                own = view.source();
            } else if (DECORATOR && Decorator.is(own)) {
                own = Decorator.target(own);
            } else {
                return own;
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

        /** A cache of the user's own may have prefixes by thread behind it. */
        static boolean isBehind(Cache cache) {
            return ObjectEntries.storeOf(cache) instanceof RedisCacheWriter;
        }
    }
}
