package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.flight.Claims;
import io.github.ms100.cacheasmulti.internal.flight.Flight;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one call loads for others as well, and what it leaves to others (S19). Elements by index. */
final class Sharing {

    private final List<ReadStep> reads;

    private final @Nullable Object[] elements;

    private final BatchLookup lookup;

    private final Claims claims;

    private boolean ended;

    Sharing(List<ReadStep> reads, @Nullable Object[] elements, BatchLookup lookup, Claims claims) {
        this.reads = reads;
        this.elements = elements;
        this.lookup = lookup;
        this.claims = claims;
    }

    /**
     * Claims elements; returns those that this call has to load.
     *
     * @param canWait whether it can wait for others
     */
    int[] stake(int[] wanted, Lookalikes lookalikes, boolean canWait) {
        return claims.stake(wanted, index -> flightKey(index, lookalikes), canWait);
    }

    Claims claims() {
        return claims;
    }

    /** Ends all claims, if that has not been done. */
    void end() {
        if (!ended) {
            ended = true;
            claims.end(this::valueForOthers);
        }
    }

    /** Takes what others have loaded by now; returns what they have not. */
    int[] take() {
        return claims.take(this::takes);
    }

    private @Nullable EntryId flightKey(int index, Lookalikes lookalikes) {
        if (lookalikes.follow(index)) {
            // The method may not be asked for it, and nobody should wait for that.
            return null;
        }
        ReadStep read = sharedRead(index);
        if (read == null) {
            return null;
        }
        return read.caches.get(0).shared(read.key(index));
    }

    /** Returns what others get who wait for an element that this call has claimed. */
    private @Nullable Object valueForOthers(int index) {
        ReadStep read = sharedRead(index);
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
        ReadStep read = sharedRead(index);
        if (read == null || (value == null ? !read.holdsNull() : !isOfType(value, read))) {
            return false;
        }
        lookup.found(index, value, read);
        return true;
    }

    private static boolean isOfType(Object value, ReadStep read) {
        return value == BatchExecution.ABSENT || read.caches.get(0).isOfType(value);
    }

    /** Returns the operation by whose key other calls know an element; {@code null} if none does. */
    private @Nullable ReadStep sharedRead(int index) {
        for (ReadStep read : reads) {
            if (!read.skipsLookup && !read.caches.isEmpty() && read.passes(index)) {
                return read;
            }
        }
        return null;
    }
}
