package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.change.Stamps;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which local copies of the entries of one server are void: those whose key, cache or server has changed since the moment
 * before they were read (L2, L6, L7, L16). A change is told here; what running loads see of it is the same (S27). Thread-safe.
 */
public final class Fence {

    private final Stamps stamps;

    private final EntryScope server;

    private final int serverIndex;

    private final Set<String> prefixes = ConcurrentHashMap.newKeySet();

    /**
     * Creates a fence.
     *
     * @param stamps where running loads see changes, too
     * @param server all entries of the server
     */
    public Fence(Stamps stamps, EntryScope server) {
        this.stamps = stamps;
        this.server = server;
        this.serverIndex = Stamps.scopeIndex(server);
    }

    /** Remembers what the keys of a cache usually begin with: a clear of another may concern it. */
    public void addPrefix(String prefix) {
        prefixes.add(prefix);
    }

    /** Returns the moment before a read: what is told from now on makes void what the read brings. */
    public long begin() {
        return stamps.begin();
    }

    /** Returns where changes of a key are found. */
    public int index(long keyHash) {
        return Stamps.entryIndex(EntryId.hash(server, keyHash));
    }

    /** Returns where changes of all keys with a prefix are found. */
    public int prefixIndex(String prefix) {
        return Stamps.scopeIndex(server.part(prefix));
    }

    /** Returns the last moment in which all keys of a prefix have changed: older copies are void, whatever their key. */
    long floor(int prefixIndex) {
        return Math.max(stamps.at(prefixIndex), stamps.at(serverIndex));
    }

    /** Returns whether a copy that is not below the floor is void. */
    boolean hasChanged(Copy copy) {
        return stamps.at(copy.index()) > copy.moment();
    }

    /** Returns whether a key has changed since a moment, by itself or with all others of its prefix. */
    public boolean hasChanged(int index, int prefixIndex, long moment) {
        return stamps.at(index) > moment || floor(prefixIndex) > moment;
    }

    /**
     * As {@link #hasChanged(int, int, long)}, of what has been loaded since a moment: what the transaction that the current thread
     * commits has changed before that does not count (S27).
     */
    public boolean hasChangedSinceLoad(int index, int prefixIndex, long begun) {
        return stamps.atFor(index, begun) > begun
                || stamps.atFor(prefixIndex, begun) > begun
                || stamps.atFor(serverIndex, begun) > begun;
    }

    /** Tells that keys have changed, as another node has said. */
    void tellOnce(long[] keyHashes) {
        for (long hash : keyHashes) {
            stamps.stamp(index(hash));
        }
    }

    /** Tells that all keys of a prefix change, or have changed: Redis clears by what keys begin with, of whatever cache. */
    void tellAll(String prefix) {
        stamps.stamp(prefixIndex(prefix));
        tellWithin(prefix);
    }

    private void tellWithin(String prefix) {
        for (String other : prefixes) {
            if (other.startsWith(prefix) && !other.equals(prefix)) {
                stamps.stamp(prefixIndex(other));
            }
        }
    }

    /** Tells that nobody knows which keys have changed. */
    void tellAll() {
        stamps.stamp(serverIndex);
    }

    /** Tells that keys change; what this returns sees whether another change of them is told meanwhile. */
    Told tell(long[] keyHashes) {
        return tell(keyHashes, null);
    }

    /** As {@link #tell(long[])}, of what a load stores: it does not take that for a change of somebody else (P7). */
    Told tell(long[] keyHashes, @Nullable RunningLoad load) {
        int[] indexes = new int[keyHashes.length];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = index(keyHashes[i]);
        }
        return new Told(indexes, null, load);
    }

    /** Tells that all keys of a prefix change. */
    Told tellClear(String prefix) {
        return new Told(new int[] {prefixIndex(prefix)}, prefix, null);
    }

    /** A change of several keys, or of all of a prefix, that is told twice: before it is made, and after. Used by one thread. */
    final class Told {

        private final int[] indexes;

        /** Whether another change has been told, by key. */
        private final boolean[] overlapped;

        private final long first;

        private long last;

        /** The prefix all keys of which change; {@code null} if it is only some. */
        private final @Nullable String cleared;

        private final @Nullable RunningLoad load;

        private Told(int[] indexes, @Nullable String cleared, @Nullable RunningLoad load) {
            this.indexes = indexes;
            this.overlapped = new boolean[indexes.length];
            this.cleared = cleared;
            this.load = load;
            this.first = unique();
            for (int i = 0; i < indexes.length; i++) {
                overlapped[i] = making(indexes[i]) > first;
            }
            tellOfOtherCaches();
        }

        private long unique() {
            long number = stamps.unique();
            if (load != null) {
                load.owns(number);
            }
            return number;
        }

        private long making(int index) {
            return (load == null) ? stamps.stampMaking(index, first) : load.seeding(index, first);
        }

        private long made(int index) {
            return (load == null) ? stamps.stampMade(index, first, last) : load.seeded(index, first, last);
        }

        private void tellOfOtherCaches() {
            if (cleared != null) {
                tellWithin(cleared);
            }
        }

        /** Tells that the change has been made, or may have been. */
        void again() {
            last = unique();
            for (int i = 0; i < indexes.length; i++) {
                long between = made(indexes[i]);
                overlapped[i] |= between != first && between != last;
            }
            tellOfOtherCaches();
        }

        /** Returns whether nobody else has told of a change of a key between the two tellings. */
        boolean isAlone(int position, int prefixIndex) {
            return !overlapped[position] && floor(prefixIndex) <= first;
        }

        /** Returns the moment of the second telling: a copy of what was written is void from the next change on. */
        long moment() {
            return last;
        }
    }
}
