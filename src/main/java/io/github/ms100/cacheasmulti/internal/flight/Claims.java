package io.github.ms100.cacheasmulti.internal.flight;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The keys that one call has claimed in order to load them, and those that it leaves to others. Elements by index. */
public final class Claims {

    private static final Duration ENDLESS = Duration.ofNanos(Long.MAX_VALUE);

    private final Flights flights;

    /** How many flights had landed before the caches were asked. */
    private final long landings;

    private final RunningLoad load;

    private final Map<Integer, Claim> held = new LinkedHashMap<>();

    private final Map<Integer, Claim> awaited = new LinkedHashMap<>();

    /** Whether a wait has ended before what it waited for. */
    private boolean timedOut;

    /** Says that nested calls must not wait; {@code null} while nothing is held. */
    private @Nullable CallScope scope;

    public Claims(Flights flights, long landings, RunningLoad load) {
        this.flights = flights;
        this.landings = landings;
        this.load = load;
    }

    /**
     * Claims elements.
     *
     * @param keyOf the key of an element; {@code null} if no other call can know it
     * @return the elements this call has to load
     */
    public int[] stake(int[] wanted, IntFunction<@Nullable EntryId> keyOf) {
        // Who holds a claim waits for nobody: two of them would wait for each other.
        boolean mayWait = !CallScope.isClaiming();
        int[] own = new int[wanted.length];
        int count = 0;
        for (int index : wanted) {
            EntryId key = keyOf.apply(index);
            Flight mine = new Flight(load);
            Flight flight = (key == null) ? mine : flights.claim(key, mine);
            if (key != null && flight == mine) {
                held.put(index, new Claim(key, mine));
            }
            if (key != null && flight != mine && mayWait) {
                awaited.put(index, new Claim(key, flight));
            } else {
                own[count++] = index;
            }
        }
        if (!held.isEmpty()) {
            scope = CallScope.claiming();
        }
        return Arrays.copyOf(own, count);
    }

    /** Returns the claimed elements of which a flight landed after the caches were asked: they may be cached by now. */
    public int[] landedMeanwhile() {
        return held.entrySet().stream()
                .filter(claim -> flights.landedSince(landings, claim.getValue().key()))
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    /**
     * Ends all claims.
     *
     * @param valueOf what those get who wait for an element; {@link Flight#NO_VALUE} if they must load it themselves
     */
    public void end(IntFunction<@Nullable Object> valueOf) {
        held.forEach((index, claim) -> {
            Object value = valueOf.apply(index);
            if (value == Flight.NO_VALUE) {
                flights.fail(claim.key(), claim.flight());
            } else {
                flights.land(claim.key(), claim.flight(), value);
            }
        });
        if (scope != null) {
            scope.close();
        }
    }

    /** Returns how many elements others are loading. */
    public int awaited() {
        return awaited.size();
    }

    /**
     * Waits for what others load, holding nothing.
     *
     * @param takes gets an element and its value; says whether that is one for it
     * @param limit how long; {@code null} for as long as it takes
     * @return what nobody has loaded
     */
    public int[] await(BiPredicate<Integer, @Nullable Object> takes, @Nullable Duration limit) {
        long start = System.nanoTime();
        long nanos = (limit == null || limit.compareTo(ENDLESS) > 0) ? Long.MAX_VALUE : limit.toNanos();
        int[] left = new int[awaited.size()];
        int count = 0;
        for (Map.Entry<Integer, Claim> entry : awaited.entrySet()) {
            int index = entry.getKey();
            Claim claim = entry.getValue();
            Object value = claim.flight().await(claim.key(), nanos - (System.nanoTime() - start));
            timedOut |= value == Flight.NO_VALUE && !claim.flight().isOver();
            if (value == Flight.NO_VALUE || !takes.test(index, value)) {
                left[count++] = index;
            }
        }
        return Arrays.copyOf(left, count);
    }

    /** Returns whether {@link #await} has stopped waiting for something because the limit was reached. */
    public boolean hasTimedOut() {
        return timedOut;
    }

    private record Claim(EntryId key, Flight flight) {}
}
