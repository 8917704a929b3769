package io.github.ms100.cacheasmulti.internal.change;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One entry of a store, as the store tells it from others: equal for all key objects and caches that lead to it.
 *
 * <p>Its hash code stays what it was, so that it can be taken out again if somebody modifies the key.
 */
public final class EntryId {

    private final EntryScope scope;

    private final Object key;

    private final int hash;

    /**
     * Names an entry.
     *
     * @param scope where it lies; in a store that keeps several caches, the key alone tells entries apart
     * @param key which it is there; an array of bytes is compared by content
     */
    public EntryId(EntryScope scope, Object key) {
        this(scope, key, (long) ((key instanceof byte[] bytes) ? Arrays.hashCode(bytes) : key.hashCode()));
    }

    /**
     * Names an entry whose hash code others must be able to tell who know no more of the key than this.
     *
     * @param hashOfKey the same for the same key
     */
    public EntryId(EntryScope scope, Object key, long hashOfKey) {
        this.scope = scope;
        this.key = key;
        this.hash = hash(scope, hashOfKey);
    }

    /** Returns the hash code of an entry. */
    public static int hash(EntryScope scope, long hashOfKey) {
        return 31 * scope.widest().hashCode() + Long.hashCode(hashOfKey);
    }

    EntryScope scope() {
        return scope;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryId that
                && hash == that.hash
                && isKey(that.key)
                && scope.widest().equals(that.scope.widest());
    }

    private boolean isKey(Object other) {
        return key == other
                || (key instanceof byte[] bytes
                        ? other instanceof byte[] others && Arrays.equals(bytes, others)
                        : key.equals(other));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        Object text = (key instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : key;
        return "%s of %s".formatted(text, scope);
    }
}
