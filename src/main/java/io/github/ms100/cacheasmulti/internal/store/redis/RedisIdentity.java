package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.store.StoreConverter;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import io.github.ms100.cacheasmulti.internal.store.redis.local.KeyHash;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheWriter;

/** The entries of Redis are known by the serialised key with its prefix, on one writer (S19). */
final class RedisIdentity implements StoreIdentities.OfStore {

    private static final boolean REDIS = OptionalLibrary.REDIS.isPresent();

    @Override
    public @Nullable Entries entriesOf(Cache cache) {
        return REDIS ? Present.entriesOf(cache) : null;
    }

    @Override
    public @Nullable StoreConverter<?> converter() {
        return REDIS ? Present.converter() : null;
    }

    @Override
    public boolean isOurs(Object nativeCache) {
        return REDIS && Present.isWriter(nativeCache);
    }

    /** Loaded only where Redis is on the class path. */
    private static final class Present {

        /** A subclass may make its keys in a way of its own. */
        static @Nullable Entries entriesOf(Cache cache) {
            boolean ours = cache.getClass() == RedisCache.class || cache instanceof TwoLevelRedisCache;
            return ours ? new RedisEntries((RedisCache) cache) : null;
        }

        static StoreConverter<?> converter() {
            return new RedisCacheConverter(() -> null, RedisMaxBatchSize.DEFAULT::keys);
        }

        static boolean isWriter(Object nativeCache) {
            return nativeCache instanceof RedisCacheWriter;
        }
    }

    /** The entries of a {@link RedisCache}: known by its writer and the serialised key with its prefix, made once per call. Thread-safe. */
    static final class RedisEntries implements Entries {

        private final EntryScope all;

        /** Makes the keys; {@code null} if the prefix cannot be made. */
        private final @Nullable RedisFormat format;

        private final String prefix;

        private final @Nullable Cache twoLevels;

        private final Map<Object, EntryId> known = new ConcurrentHashMap<>();

        RedisEntries(RedisCache cache) {
            this(cache, null);
        }

        /**
         * Creates them for one call.
         *
         * @param detached makes the keys; {@code null} if that is up to the current thread
         */
        RedisEntries(RedisCache cache, @Nullable RedisFormat detached) {
            this.twoLevels = (cache instanceof TwoLevelRedisCache) ? cache : null;
            RedisFormat made = null;
            String begin = "";
            try {
                made = (detached != null) ? detached : new RedisFormat(cache);
                begin = made.prefix();
            } catch (RuntimeException | Error ex) {
                // A prefix that depends on a thread may have none in this one.
                made = null;
            }
            this.format = made;
            this.prefix = begin;
            EntryScope store = (cache instanceof TwoLevelRedisCache twoLevels)
                    ? twoLevels.scope()
                    : serverOf(cache.getNativeCache());
            // A clear without prefix deletes what lies under any.
            this.all = store.part(begin);
        }

        private RedisEntries(RedisEntries entries) {
            this.all = entries.all;
            this.format = entries.format;
            this.prefix = entries.prefix;
            this.twoLevels = entries.twoLevels;
        }

        @Override
        public Entries anew() {
            return new RedisEntries(this);
        }

        /** Returns all entries that the caches of a writer may have. */
        private static EntryScope serverOf(RedisCacheWriter writer) {
            return EntryScope.of(
                    (writer instanceof CountingRedisCacheWriter counting) ? counting.getConnectionFactory() : writer);
        }

        @Override
        public @Nullable EntryId of(Object key) {
            try {
                EntryId id = known.get(key);
                if (id == null && format != null) {
                    byte[] bytes = format.key(prefix, key);
                    id = new EntryId(all, bytes, KeyHash.of(bytes));
                    known.put(key, id);
                }
                return id;
            } catch (RuntimeException | Error ex) {
                // Whoever writes under this key will hear of it.
                return null;
            }
        }

        @Override
        public EntryScope all() {
            return all;
        }

        @Override
        public @Nullable Cache cacheOfLoads() {
            return twoLevels;
        }
    }
}
