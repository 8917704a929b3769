package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.flight.Claims;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Loads the elements of a call that no cache knows, unless others do, and stores them. Used once. */
final class MissLoading {

    private static final int[] NONE = {};

    private final ReadThrough call;

    private final BatchLookup lookup;

    /** Where loads are shared; {@code null} if they are not. */
    private final @Nullable Flights flights;

    /** How many flights had landed before the caches were asked. */
    private final long landings;

    private Phase phase = Phase.BEGIN;

    /** What is loaded; {@code null} before anything is, and when it is over. */
    private @Nullable RunningLoad load;

    /** What is shared with other calls; {@code null} if nothing is. */
    private @Nullable Sharing sharing;

    /** The elements to load before others are waited for. */
    private int[] own = NONE;

    /** The claimed elements that others may have loaded since the caches were asked. */
    private int[] landed = NONE;

    /** Which operation asks once more next. */
    private int position;

    private @Nullable Questions again;

    private @Nullable LoadRound round;

    private long waitingSince;

    /** Creates it, before the caches are asked. */
    MissLoading(ReadThrough call, @Nullable Flights flights) {
        this.call = call;
        this.lookup = call.lookup();
        this.flights = flights;
        this.landings = (flights == null) ? 0 : flights.landings();
    }

    boolean hasBegun() {
        return phase != Phase.BEGIN;
    }

    /** Begins, with the elements that are to be loaded. */
    void begin(int[] wanted, Loader loader) {
        load = call.loading().loads().begin();
        if (flights == null) {
            begin(wanted, Phase.LOAD);
            return;
        }
        phase = Phase.LOOK_AGAIN;
        sharing = new Sharing(
                call.reads(),
                call.elements(),
                lookup,
                new Claims(flights, landings, load, call.loading().later()));
        try {
            own = sharing.stake(wanted, loader.lookalikes(), call.loading().canWait());
            landed = sharing.claims().landedMeanwhile();
        } catch (Throwable failure) {
            end();
            throw failure;
        }
    }

    /** Returns what is to be done next; {@code null} if that was all. If it throws, the call is over. */
    @Nullable
    Task next(Loader loader) throws Throwable {
        try {
            while (true) {
                Task task =
                        switch (phase) {
                            case LOOK_AGAIN -> lookAgain();
                            case LOAD, LOAD_REST -> load(loader);
                            case WAIT -> waited(loader);
                            case BEGIN, END -> null;
                        };
                if (task != null || phase == Phase.END) {
                    return task;
                }
            }
        } catch (Throwable failure) {
            end();
            throw failure;
        }
    }

    /** As {@link ReadThrough#failed}. */
    void failed(Throwable cause, Loader loader) throws Throwable {
        try {
            if (round == null) {
                throw cause;
            }
            round.failed(cause, loader);
        } catch (Throwable failure) {
            end();
            throw failure;
        }
    }

    /** Asks once more for what others have loaded since the caches were asked. */
    private @Nullable Task lookAgain() {
        while (again == null || !again.next()) {
            if (again != null) {
                again.tellFound(lookup);
            }
            if (landed.length == 0 || position == call.reads().size()) {
                begin(lookup.unknown(own), Phase.LOAD);
                return null;
            }
            again = lookup.questionsAgain(call.reads().get(position), landed);
            position++;
        }
        return again;
    }

    private void begin(int[] wanted, Phase next) {
        round = new LoadRound(call, wanted, Objects.requireNonNull(load));
        phase = next;
    }

    /** Loads; what others load is waited for when that is over, and what they have not is loaded then. */
    private @Nullable Task load(Loader loader) throws Throwable {
        LoadRound loading = Objects.requireNonNull(round);
        Task task = loading.next(loader);
        if (task != null) {
            return task;
        }
        boolean hasGivenUp = loading.hasGivenUp();
        round = null;
        if (sharing == null
                || phase == Phase.LOAD_REST
                || (hasGivenUp && sharing.claims().awaited() == 0)) {
            end();
            phase = Phase.END;
            return null;
        }
        sharing.end();
        if (sharing.claims().awaited() == 0) {
            begin(NONE, Phase.LOAD_REST);
            return null;
        }
        waitingSince = loader.isMeasured() ? System.nanoTime() : 0;
        phase = Phase.WAIT;
        return new Task.Wait(sharing.claims(), call.loading().waitLimit());
    }

    /** Takes what others have loaded. */
    private @Nullable Task waited(Loader loader) {
        Claims awaited = Objects.requireNonNull(sharing).claims();
        int[] left = sharing.take();
        if (loader.isMeasured()) {
            int taken = awaited.awaited() - left.length;
            Duration time = Duration.ofNanos(System.nanoTime() - waitingSince);
            loader.waited(awaited.awaited(), taken, awaited.hasTimedOut(), time);
        }
        begin(left, Phase.LOAD_REST);
        return null;
    }

    /** Returns whether nothing has been loaded that is being stored, and nobody else waits for what is. */
    boolean mayStop() {
        boolean stored = round != null && !round.isLoading();
        return !stored && (sharing == null || !sharing.claims().isWaitedFor());
    }

    /** Loads for others alone from now on; {@code stop} runs when nobody waits. */
    void leaveToOthers(Runnable stop) {
        if (sharing == null) {
            stop.run();
        } else {
            sharing.claims().leaveToOthers(stop);
        }
    }

    /** Gives up whatever it is about: nothing of it is stored, and those who wait load for themselves. */
    void stop() {
        end();
    }

    private void end() {
        if (sharing != null) {
            sharing.end();
            sharing.claims().leave();
        }
        if (load != null) {
            load.close();
            load = null;
        }
    }

    private enum Phase {
        BEGIN,
        LOOK_AGAIN,
        LOAD,
        WAIT,
        LOAD_REST,
        END
    }
}
