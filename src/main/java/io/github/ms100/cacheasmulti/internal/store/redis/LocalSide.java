package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies.Life;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Fence;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The local copies of one cache, by the keys that its users have (L2, L4). Thread-safe. */
final class LocalSide {

    private final RedisFormat format;

    private final LocalKeys localKeys;

    private final Copies copies;

    private final Fence fence;

    private final boolean keepsBytes;

    private final Copies.Hits hits = this::take;

    /** What keys begin with if nothing else is said, and where changes of all of them are found. */
    private final @Nullable String usualPrefix;

    private final int usualIndex;

    LocalSide(RedisFormat format, LocalKeys localKeys, Copies copies, Fence fence, boolean keepsBytes) {
        this.format = format;
        this.localKeys = localKeys;
        this.copies = copies;
        this.fence = fence;
        this.keepsBytes = keepsBytes;
        this.usualPrefix = localKeys.usualPrefix();
        this.usualIndex = (usualPrefix == null) ? 0 : fence.prefixIndex(usualPrefix);
    }

    private LocalSide(LocalSide lasting, RedisFormat format) {
        this.format = format;
        this.localKeys = lasting.localKeys.by(format);
        this.copies = lasting.copies;
        this.fence = lasting.fence;
        this.keepsBytes = lasting.keepsBytes;
        this.usualPrefix = lasting.usualPrefix;
        this.usualIndex = lasting.usualIndex;
    }

    /** Returns the same copies, of keys that are made in another way. */
    LocalSide by(RedisFormat other) {
        return new LocalSide(this, other);
    }

    /** Returns the local keys of a batch, not to be modified; that of a key which has none is found nowhere. */
    Object[] keys(String prefix, Object[] keys) {
        if (localKeys.areTheirOwn(prefix, keys)) {
            return keys;
        }
        Object[] local = new Object[keys.length];
        for (int position = 0; position < keys.length; position++) {
            local[position] = key(prefix, keys[position]);
        }
        return local;
    }

    private Object key(String prefix, Object key) {
        try {
            return localKeys.of(prefix, key);
        } catch (RuntimeException ex) {
            // Whoever sends it will hear of it.
            return new Object();
        }
    }

    /**
     * Looks copies up.
     *
     * @param local local keys
     * @return the positions of those that were not found
     */
    int[] read(String prefix, Object[] local, @Nullable Object[] values) {
        return copies.read(local, prefixIndex(prefix), values, hits);
    }

    /** Returns where changes of all keys with a prefix are found. */
    int prefixIndex(String prefix) {
        return prefix.equals(usualPrefix) ? usualIndex : fence.prefixIndex(prefix);
    }

    private boolean take(@Nullable Object[] values, int position, @Nullable Object copy) {
        if (!keepsBytes) {
            values[position] = copy;
            return true;
        }
        try {
            return copy instanceof byte[] bytes && format.readInto(values, position, bytes);
        } catch (RuntimeException ex) {
            // It is read again, and then it is the failure of its key.
            return false;
        }
    }

    /** Returns what is kept of a value. */
    @Nullable
    Object form(@Nullable Object value, byte[] serialized) {
        return keepsBytes ? serialized : value;
    }

    /** As {@link Copies#keep}. */
    void keep(Object local, @Nullable Object form, long moment, int index, Life life) {
        copies.keep(local, form, moment, index, life);
    }

    /** Returns the local key of a key that has been serialised. */
    Object key(String prefix, Object key, byte[] serialized) {
        return localKeys.isTextual() ? key(prefix, key) : ByteBuffer.wrap(serialized);
    }

    /** Drops the copy of a key. */
    void drop(String prefix, Object key) {
        copies.drop(key(prefix, key));
    }
}
