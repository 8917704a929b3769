package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.flight.Claims;
import io.github.ms100.cacheasmulti.internal.flight.Flight;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of a call that looks elements up, loads those that no cache knows, and stores what was loaded (S13). */
final class ReadThrough {

    private static final int[] NONE = new int[0];

    private final List<Step.Read> reads;

    private final List<Step.Write> writes;

    private final @Nullable Object[] elements;

    private final Guard guard;

    private final BatchExecution.Loading loading;

    private final BatchLookup lookup;

    /** Made when there is anything to store. */
    private @Nullable ResultStorage storage;

    ReadThrough(
            List<Step.Read> reads,
            List<Step.Write> writes,
            @Nullable Object[] elements,
            Guard guard,
            BatchExecution.Loading loading) {
        this.reads = reads;
        this.writes = writes;
        this.elements = elements;
        this.guard = guard;
        this.loading = loading;
        this.lookup = new BatchLookup(elements.length, guard);
    }

    /** Returns the value of each element; {@link BatchExecution#ABSENT} where there is none. */
    @Nullable
    Object[] run(Loader loader) throws Throwable {
        // A put wants its elements loaded by this very call.
        Flights flights = writes.isEmpty() ? loading.flights() : null;
        long landings = (flights == null) ? 0 : flights.landings();
        lookup.read(reads);
        int[] wanted = (lookup.values().isNoneMissed() && writes.isEmpty()) ? NONE : wanted();
        if (wanted.length > 0) {
            try (RunningLoad load = loading.loads().begin()) {
                if (flights == null) {
                    load(wanted, loader, load);
                } else {
                    share(wanted, new Claims(flights, landings, load), loader, load);
                }
            }
        }
        return lookup.values().array();
    }

    /** Loads what nobody else is loading, and then waits for the rest. */
    private void share(int[] wanted, Claims claims, Loader loader, RunningLoad load) throws Throwable {
        try {
            int[] own = claims.stake(wanted, index -> flightKey(index, loader));
            lookup.readAgain(reads, claims.landedMeanwhile());
            load(Arrays.stream(own).filter(index -> !lookup.values().has(index)).toArray(), loader, load);
        } finally {
            claims.end(this::valueForOthers);
        }
        load(await(claims, loader), loader, load);
    }

    /** Waits for what others load; returns what they have not. */
    private int[] await(Claims claims, Loader loader) {
        int awaited = claims.awaited();
        if (awaited == 0) {
            return NONE;
        }
        long start = loader.isMeasured() ? System.nanoTime() : 0;
        int[] left = claims.await(this::takes, loading.waitLimit());
        if (loader.isMeasured()) {
            loader.waited(
                    awaited, awaited - left.length, claims.hasTimedOut(), Duration.ofNanos(System.nanoTime() - start));
        }
        return left;
    }

    private @Nullable EntryId flightKey(int index, Loader loader) {
        if (loader.lookalikes().follow(index)) {
            // The method may not be asked for it, and nobody should wait for that.
            return null;
        }
        Step.Read read = sharedRead(index);
        if (read == null) {
            return null;
        }
        BatchCache cache = read.caches.get(0);
        boolean own = cache.waiting() != Waiting.NO && AfterCommit.mayReadUncommitted();
        return own ? null : cache.shared(read.key(index));
    }

    /** Returns what others get who wait for an element that this call has claimed. */
    private @Nullable Object valueForOthers(int index) {
        Step.Read read = sharedRead(index);
        Object value = (read == null || !lookup.values().has(index)) ? Values.MISS : lookup.stored(index, read);
        if (value == Values.MISS) {
            return Flight.NO_VALUE;
        }
        return (value == BatchExecution.ABSENT) ? new Flight.Missing(elements[index]) : value;
    }

    /** Takes what another call has loaded for an element, unless it says nothing about this one. */
    private boolean takes(int index, @Nullable Object loaded) {
        Object value = loaded;
        if (loaded instanceof Flight.Missing missing) {
            if (!Objects.equals(missing.element(), elements[index])) {
                return false;
            }
            value = BatchExecution.ABSENT;
        }
        Step.Read read = sharedRead(index);
        if (read == null || (value == null && !read.holdsNull())) {
            return false;
        }
        lookup.found(index, value, read);
        return true;
    }

    /** Returns the operation by whose key other calls know an element; {@code null} if none does. */
    private Step.@Nullable Read sharedRead(int index) {
        for (Step.Read read : reads) {
            if (!read.skipsLookup && !read.caches.isEmpty() && read.passes(index)) {
                return read;
            }
        }
        return null;
    }

    private void load(int[] wanted, Loader loader, RunningLoad load) throws Throwable {
        int[] loaded = loadParts(NONE, wanted, loader, load);
        int[] further = lookup.settle(storage());
        if (further.length > 0) {
            // Claimed by those whose keys they share.
            loaded = loadParts(loaded, further, loader, load);
            lookup.settle(storage());
        }
        if (loaded.length > 0) {
            // In argument order, whoever was loaded first: of one key the last that is stored stays, as in a loop.
            Arrays.sort(loaded);
            storage().storeMisses(loaded, reads, lookup, load);
        }
    }

    /** Loads elements; returns those that were loaded before and these. */
    private int[] loadParts(int[] before, int[] wanted, Loader loader, RunningLoad load) throws Throwable {
        if (wanted.length == 0) {
            return before;
        }
        int[] all = Arrays.copyOf(before, before.length + wanted.length);
        System.arraycopy(wanted, 0, all, before.length, wanted.length);
        @Nullable Object[] values = new Object[wanted.length];
        int loaded = 0;
        try {
            throwStoredException(wanted);
            while (loaded < wanted.length) {
                int size = (loading.maxSize() == 0) ? wanted.length : loading.maxSize();
                int[] part = Arrays.copyOfRange(wanted, loaded, Math.min(wanted.length, loaded + size));
                System.arraycopy(call(loader, part, load), 0, values, loaded, part.length);
                loaded += part.length;
            }
            add(before, wanted, values, loader);
            return all;
        } catch (Throwable failure) {
            if (before.length + loaded > 0) {
                add(before, Arrays.copyOf(wanted, loaded), Arrays.copyOf(values, loaded), loader);
                keepLoaded(all, before.length + loaded, load, failure, loader);
            }
            throw failure;
        }
    }

    // Only now: what a later portion brings may be what an earlier one lacks.
    private void add(int[] before, int[] indexes, @Nullable Object[] loaded, Loader loader) {
        loader.settle(loaded);
        lookup.add(indexes, loaded);
        if (before.length > 0 && loader.hasUnmatched()) {
            lookup.change(before, loader::settle);
        }
    }

    private void keepLoaded(int[] wanted, int count, RunningLoad load, Throwable failure, Loader loader) {
        // What a put wants loaded anew has not been, even if a cache knows it.
        for (int i = count; i < wanted.length; i++) {
            lookup.values().forget(wanted[i]);
        }
        try {
            lookup.settle(storage());
            int[] loaded = Arrays.copyOf(wanted, count);
            Arrays.sort(loaded);
            storage().storeMisses(loaded, reads, lookup, load);
            storage().storeResults(lookup.values().array(), loader.lookalikes(), loader.hasUnmatched());
        } catch (RuntimeException ex) {
            // The caller hears of the method's own exception.
            if (ex != failure) {
                failure.addSuppressed(ex);
            }
        }
    }

    private void throwStoredException(int[] wanted) throws Throwable {
        for (Step.Read read : reads) {
            if (read.exceptions != null && !read.skipsLookup) {
                List<Object> keys = new ArrayList<>(wanted.length);
                for (int index : wanted) {
                    if (lookup.values().isMissed(index) && read.passes(index)) {
                        keys.add(read.key(index));
                    }
                }
                read.exceptions.throwStored(keys, guard);
            }
        }
    }

    private @Nullable Object[] call(Loader loader, int[] wanted, RunningLoad load) throws Throwable {
        Loader.Load run = loader.of(pick(wanted));
        try {
            run.run();
        } catch (Throwable failure) {
            // Of several elements nobody knows which one it is about.
            if (wanted.length == 1) {
                storeException(wanted[0], failure, load);
            }
            throw failure;
        }
        return run.values();
    }

    private void storeException(int index, Throwable failure, RunningLoad load) {
        for (Step.Read read : reads) {
            if (read.exceptions != null && read.passes(index)) {
                read.exceptions.store(read.key(index), failure, new Writes(guard), load);
            }
        }
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

    private ResultStorage storage() {
        if (storage == null) {
            storage = new ResultStorage(writes, elements, guard);
        }
        return storage;
    }

    private @Nullable Object[] pick(int[] indexes) {
        if (indexes.length == elements.length) {
            return elements;
        }
        @Nullable Object[] picked = new Object[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            picked[i] = elements[indexes[i]];
        }
        return picked;
    }
}
