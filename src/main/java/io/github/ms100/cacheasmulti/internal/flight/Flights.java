package io.github.ms100.cacheasmulti.internal.flight;

import io.github.ms100.cacheasmulti.internal.change.EntryId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are being loaded in this JVM, so that of calls that overlap each key is loaded by one (S19).
 *
 * <p>A thread that holds a claim never waits for a claim of another: it has made all its claims good before it waits,
 * and what it calls while it loads does not wait at all. So whoever is waited for is running, and no circle of threads
 * can wait for each other. Nothing is kept of a key whose load has ended. Thread-safe; nothing here blocks.
 */
public final class Flights {

    private static final int STRIPES = 1024;

    private static final Flights IN_THIS_JVM = new Flights();

    private final ConcurrentMap<EntryId, Flight> inFlight = new ConcurrentHashMap<>();

    private final AtomicLong landings = new AtomicLong();

    /** By a part of the key's hash code: the number of the last landing. */
    private final AtomicLongArray lastLandings = new AtomicLongArray(STRIPES);

    Flights() {}

    /** Returns those of this JVM: calls in several application contexts may share a cache. */
    public static Flights inThisJvm() {
        return IN_THIS_JVM;
    }

    /** Returns how many flights have landed so far. */
    public long landings() {
        return landings.get();
    }

    /** Claims a key; returns its flight: {@code mine}, unless somebody else is loading it. */
    Flight claim(EntryId key, Flight mine) {
        Flight other = inFlight.putIfAbsent(key, mine);
        while (other != null && other.isOutdated(key)) {
            if (inFlight.replace(key, other, mine)) {
                return mine;
            }
            other = inFlight.putIfAbsent(key, mine);
        }
        return (other == null) ? mine : other;
    }

    /** Returns whether a flight of this key, or of one that is not told from it, landed after so many landings. */
    boolean landedSince(long landings, EntryId key) {
        return lastLandings.get(stripe(key)) > landings;
    }

    /**
     * Ends a flight whose value, if it is to be cached at all, is in the cache by now.
     *
     * @return gives the value to those who wait, who may go on in the thread that runs this
     */
    Runnable land(EntryId key, Flight flight, @Nullable Object value) {
        // Before the claim ends: who claims the key next must see that a flight has landed.
        long number = landings.incrementAndGet();
        lastLandings.accumulateAndGet(stripe(key), number, Math::max);
        inFlight.remove(key, flight);
        return () -> flight.complete(value);
    }

    /** As {@link #land}, of a flight that has failed. */
    Runnable fail(EntryId key, Flight flight) {
        inFlight.remove(key, flight);
        return flight::fail;
    }

    /** Returns whether nothing is being loaded. */
    public boolean isEmpty() {
        return inFlight.isEmpty();
    }

    private static int stripe(EntryId key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(STRIPES));
    }
}
