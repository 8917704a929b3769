package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a call that looks elements up, loads those that no cache knows, and stores what was loaded (S13). */
final class ReadThrough {

    private final List<ReadStep> reads;

    private final List<Step.Write> writes;

    private final @Nullable Object[] elements;

    private final Loading loading;

    private final BatchLookup lookup;

    /** Made when there is anything to store. */
    private @Nullable ResultStorage storage;

    /** The elements to load, in ascending order. */
    private int[] wanted = {};

    /** {@code null} until something is to be loaded; made at once where loads are shared. */
    private @Nullable MissLoading misses;

    ReadThrough(List<ReadStep> reads, List<Step.Write> writes, @Nullable Object[] elements, Loading loading) {
        this.reads = reads;
        this.writes = writes;
        this.elements = elements;
        this.loading = loading;
        this.lookup = new BatchLookup(reads, elements.length);
        // A put wants its elements loaded by this very call.
        Flights flights = writes.isEmpty() ? loading.flights() : null;
        this.misses = (flights == null) ? null : new MissLoading(this, flights);
    }

    /** Returns the value of each element; {@link BatchExecution#ABSENT} where there is none. */
    @Nullable
    Object[] values() {
        return lookup.values().array();
    }

    /** Returns what is to be done next; {@code null} if that was all. If it throws, the call is over. */
    @Nullable
    Task next(Loader loader) throws Throwable {
        if (misses == null || !misses.hasBegun()) {
            Task question = lookup.next();
            if (question != null) {
                return question;
            }
            if (lookup.values().isNoneMissed() && writes.isEmpty()) {
                return null;
            }
            wanted = wanted();
            if (wanted.length == 0) {
                return null;
            }
            misses = (misses == null) ? new MissLoading(this, null) : misses;
            misses.begin(wanted, loader);
        }
        return misses.next(loader);
    }

    /**
     * Takes notice that what was to be done has failed.
     *
     * @throws Throwable what the call fails by, if nothing is left to do; then it is over
     */
    void failed(Throwable cause, Loader loader) throws Throwable {
        if (misses == null) {
            throw cause;
        }
        misses.failed(cause, loader);
    }

    /** Returns whether nothing has been loaded that is being stored, and nobody else waits for what is. */
    boolean mayStop() {
        return misses == null || misses.mayStop();
    }

    /** Loads for others alone from now on; {@code stop} runs when nobody waits. */
    void leaveToOthers(Runnable stop) {
        if (misses == null) {
            stop.run();
        } else {
            misses.leaveToOthers(stop);
        }
    }

    /** Gives up whatever it is about: nothing of it is stored, and those who wait load for themselves. */
    void stop() {
        if (misses != null) {
            misses.stop();
        }
    }

    /** Returns whether no cache has held an element, or it was to be loaded in any case. */
    boolean isLoaded(int index) {
        return lookup.values().isMissed(index) || (!writes.isEmpty() && Arrays.binarySearch(wanted, index) >= 0);
    }

    /** Returns why an element could not be read, unless some cache has given it; {@code null} if it could. */
    @Nullable
    RuntimeException unread(int index, Guard guard) {
        if (lookup.values().isCached(index)) {
            return null;
        }
        for (ReadStep read : reads) {
            Object key = read.knownKey(index);
            RuntimeException failure = (key == null) ? null : guard.unread(key);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    List<ReadStep> reads() {
        return reads;
    }

    BatchLookup lookup() {
        return lookup;
    }

    @Nullable
    Object[] elements() {
        return elements;
    }

    Loading loading() {
        return loading;
    }

    /** Returns what is known of exceptions that have been stored. */
    StoredExceptions exceptions() {
        return new StoredExceptions(reads, lookup);
    }

    /** Returns the indexes of the elements that no cache knows, or that a put wants loaded in any case. */
    private int[] wanted() {
        int[] wanted = new int[elements.length];
        int count = 0;
        for (int i = 0; i < elements.length; i++) {
            if (lookup.values().isMissed(i) || storage().isForced(i)) {
                wanted[count++] = i;
            }
        }
        return Arrays.copyOf(wanted, count);
    }

    /** Returns what says what is stored. */
    ResultStorage storage() {
        if (storage == null) {
            storage = new ResultStorage(writes, elements);
        }
        return storage;
    }
}
