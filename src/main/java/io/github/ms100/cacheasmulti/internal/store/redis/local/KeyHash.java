package io.github.ms100.cacheasmulti.internal.store.redis.local;

/**
 * 64 bits that stand for a key of Redis: FNV-1a (draft-eastlake-fnv), with the last step of SplitMix64 so that every bit depends on
 * all of the key. The same on all nodes and in all versions: it is sent (L10).
 */
public final class KeyHash {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private KeyHash() {}

    /** Returns the hash of a key in the form Redis gets it. */
    public static long of(byte[] key) {
        long hash = OFFSET_BASIS;
        for (byte next : key) {
            hash = (hash ^ (next & 0xff)) * PRIME;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
