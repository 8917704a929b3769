package io.github.ms100.cacheasmulti.internal.flight;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The keys that one call has claimed in order to load them, and those that it leaves to others. Elements by index. */
public final class Claims {

    private static final Duration ENDLESS = Duration.ofNanos(Long.MAX_VALUE);

    /** How long others are waited for that go on in other threads, if nothing is said (A12). */
    public static final Duration USUAL_LATER_LIMIT = Duration.ofSeconds(30);

    private final Flights flights;

    /** How many flights had landed before the caches were asked. */
    private final long landings;

    private final RunningLoad load;

    private final boolean later;

    private final Map<Integer, Claim> held = new LinkedHashMap<>();

    private final Map<Integer, Claim> awaited = new LinkedHashMap<>();

    /** Whether this call waits for nobody any more. */
    private boolean taken;

    /** Whether a wait has ended before what it waited for. */
    private boolean timedOut;

    /** Says that nested calls must not wait; {@code null} while nothing is held. */
    private @Nullable CallScope scope;

    /**
     * Begins without any.
     *
     * @param landings how many flights had landed before the caches were asked
     * @param later whether the call goes on in other threads
     */
    public Claims(Flights flights, long landings, RunningLoad load, boolean later) {
        this.later = later;
        this.flights = flights;
        this.landings = landings;
        this.load = load;
    }

    /**
     * Claims elements.
     *
     * @param keyOf the key of an element; {@code null} if no other call can know it
     * @param canWait whether this call can wait for others
     * @return the elements this call has to load
     */
    public int[] stake(int[] wanted, IntFunction<@Nullable EntryId> keyOf, boolean canWait) {
        // Who holds a claim waits for nobody: two of them would wait for each other.
        boolean mayWait = canWait && !CallScope.isClaiming();
        int[] own = new int[wanted.length];
        int count = 0;
        for (int index : wanted) {
            EntryId key = keyOf.apply(index);
            Flight mine = new Flight(load, later);
            Flight flight = (key == null) ? mine : flights.claim(key, mine);
            if (key != null && flight == mine) {
                held.put(index, new Claim(key, mine));
            }
            if (key != null && flight != mine && mayWait) {
                flight.join();
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
        List<Runnable> told = new ArrayList<>(held.size());
        try {
            held.forEach((index, claim) -> told.add(ended(claim, valueOf.apply(index))));
        } finally {
            if (scope != null) {
                scope.close();
            }
            // Only now: who waits may go on in this thread, and want another of these keys.
            told.forEach(Runnable::run);
        }
    }

    private Runnable ended(Claim claim, @Nullable Object value) {
        return (value == Flight.NO_VALUE)
                ? flights.fail(claim.key(), claim.flight())
                : flights.land(claim.key(), claim.flight(), value);
    }

    /** Returns how many elements others are loading. */
    public int awaited() {
        return awaited.size();
    }

    /**
     * Waits for what others load, holding nothing.
     *
     * @param limit how long; {@code null} for as long as it takes, but not for what goes on in other threads: they may all wait
     */
    public void await(@Nullable Duration limit) {
        long start = System.nanoTime();
        for (Claim claim : awaited.values()) {
            Duration longest = (limit == null && claim.flight().isLater()) ? USUAL_LATER_LIMIT : limit;
            long nanos = (longest == null) ? Long.MAX_VALUE : nanos(longest);
            claim.flight().await(claim.key(), nanos - (System.nanoTime() - start));
        }
    }

    private static long nanos(Duration limit) {
        return (limit.compareTo(ENDLESS) > 0) ? Long.MAX_VALUE : limit.toNanos();
    }

    /**
     * Returns what ends when all is over that others load, or when the limit is reached.
     *
     * @param limit how long that is waited for; {@code null} for as long as it takes
     */
    public CompletableFuture<?> awaitLater(@Nullable Duration limit) {
        CompletableFuture<?>[] flights =
                awaited.values().stream().map(claim -> claim.flight().end()).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<@Nullable Void> all = CompletableFuture.allOf(flights);
        return (all.isDone() || limit == null) ? all : all.completeOnTimeout(null, nanos(limit), TimeUnit.NANOSECONDS);
    }

    /**
     * Takes what others have loaded.
     *
     * @param takes gets an element and its value; says whether that is one for it
     * @return what nobody has loaded by now
     */
    public int[] take(BiPredicate<Integer, @Nullable Object> takes) {
        taken = true;
        int[] left = new int[awaited.size()];
        int count = 0;
        for (Map.Entry<Integer, Claim> entry : awaited.entrySet()) {
            Flight flight = entry.getValue().flight();
            Object value = flight.now();
            if (!flight.isOver()) {
                timedOut = true;
                flight.leave();
            }
            if (value == Flight.NO_VALUE || !takes.test(entry.getKey(), value)) {
                left[count++] = entry.getKey();
            }
        }
        return Arrays.copyOf(left, count);
    }

    /** Stops waiting for what others load. */
    public void leave() {
        if (!taken) {
            taken = true;
            awaited.values().forEach(claim -> claim.flight().leave());
        }
    }

    /** Returns whether others wait for what this call loads. */
    public boolean isWaitedFor() {
        return held.values().stream().anyMatch(claim -> claim.flight().isWaitedFor());
    }

    /**
     * Loads for others alone from now on.
     *
     * @param stop runs when nobody waits, maybe at once, or more than once
     */
    public void leaveToOthers(Runnable stop) {
        Runnable check = () -> {
            if (!isWaitedFor()) {
                stop.run();
            }
        };
        held.values().forEach(claim -> claim.flight().leaveToOthers(check));
        check.run();
    }

    /** Returns whether something had not ended when it was {@linkplain #take taken}. */
    public boolean hasTimedOut() {
        return timedOut;
    }

    private record Claim(EntryId key, Flight flight) {}
}
