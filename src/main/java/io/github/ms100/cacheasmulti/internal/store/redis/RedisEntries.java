package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheWriter;

/** The entries of a {@link RedisCache}: known by its writer and the serialised key with its prefix, made once per call. */
final class RedisEntries implements Entries {

    private final EntryScope all;

    /** Makes the keys; {@code null} if the prefix cannot be made. */
    private final @Nullable RedisKeys keys;

    private final Map<Object, @Nullable EntryId> known = new HashMap<>();

    RedisEntries(RedisCache cache) {
        EntryScope store = EntryScope.of(storeOf(cache.getNativeCache()));
        RedisKeys made = keysOf(cache);
        String prefix = (made == null) ? null : made.prefix();
        this.keys = made;
        // A clear without prefix deletes what lies under any.
        this.all = (prefix == null || prefix.isEmpty()) ? store : store.part(prefix);
    }

    private static Object storeOf(RedisCacheWriter writer) {
        return (writer instanceof CountingRedisCacheWriter counting) ? counting.getConnectionFactory() : writer;
    }

    private static @Nullable RedisKeys keysOf(RedisCache cache) {
        try {
            return new RedisKeys(cache.getName(), cache.getCacheConfiguration(), new KeyTexts(cache)::of);
        } catch (RuntimeException | Error ex) {
            // A prefix that depends on a thread may have none in this one.
            return null;
        }
    }

    @Override
    public @Nullable EntryId of(Object key) {
        try {
            EntryId id = known.get(key);
            if (id == null && keys != null) {
                id = new EntryId(all, keys.of(key));
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

    /** Makes texts of keys as the cache does. */
    private static final class KeyTexts extends RedisCache {

        KeyTexts(RedisCache cache) {
            super(cache.getName(), cache.getNativeCache(), cache.getCacheConfiguration());
        }

        String of(Object key) {
            return convertKey(key);
        }
    }
}
