package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Loads some elements of a call, in portions, and stores them: what waited for one of them may be loaded after all (S16). What has been
 * loaded before a failure is stored as well (S13, P4).
 */
final class LoadRound {

    private static final int[] NONE = {};

    private final ReadThrough call;

    private final RunningLoad load;

    /** The elements that are loaded together; those that waited for them come second. */
    private Portions portions;

    /** The elements that have been loaded before those. */
    private int[] before = NONE;

    private Phase phase = Phase.ASK_EXCEPTIONS;

    /** Which operation may have stored exceptions next. */
    private int position;

    private ExceptionCache.@Nullable Lookup exceptions;

    private Loader.@Nullable Load running;

    /** What is left to store; {@code null} if that is not known yet. */
    private @Nullable Changes changes;

    private @Nullable Throwable failure;

    /** Whether the call goes on after the failure. */
    private boolean goesOn;

    /** Whether those are loaded that had waited for others. */
    private boolean isSecond;

    /**
     * Creates a round.
     *
     * @param wanted the elements to load, in ascending order; maybe none
     */
    LoadRound(ReadThrough call, int[] wanted, RunningLoad load) {
        this.call = call;
        this.load = load;
        this.portions = new Portions(wanted, call.loading().maxSize());
    }

    /**
     * Returns what is to be done next; {@code null} if that was all.
     *
     * @throws Throwable what the round fails by
     */
    @Nullable
    Task next(Loader loader) throws Throwable {
        while (true) {
            Task task =
                    switch (phase) {
                        case ASK_EXCEPTIONS -> askExceptions(loader);
                        case LOAD -> nextPortion(loader);
                        case STORE_EXCEPTION -> storeException(loader);
                        case KEEP, KEEP_RESULTS -> nextToKeep(loader);
                        case STORE -> nextToStore();
                        case FAIL -> fail();
                        case END -> null;
                    };
            if (task != null || phase == Phase.END) {
                return task;
            }
        }
    }

    /** Returns whether the call goes on though loading has failed. */
    boolean hasGivenUp() {
        return goesOn;
    }

    /** Returns whether not all has been loaded yet. */
    boolean isLoading() {
        return phase == Phase.ASK_EXCEPTIONS || phase == Phase.LOAD;
    }

    /**
     * Takes notice that what was to be done has failed.
     *
     * @throws Throwable what the round fails by, if nothing is left to do
     */
    void failed(Throwable cause, Loader loader) throws Throwable {
        switch (phase) {
            case ASK_EXCEPTIONS, STORE_EXCEPTION -> giveUp(cause, loader);
            case LOAD -> failedLoading(cause, loader);
            case KEEP, KEEP_RESULTS -> suppress(cause);
            default -> throw cause;
        }
    }

    private void failedLoading(Throwable cause, Loader loader) {
        @Nullable Object[] part = (running == null) ? null : running.partOf(cause);
        if (part == null) {
            failure = cause;
            phase = Phase.STORE_EXCEPTION;
        } else {
            portions.take(part);
            giveUp(cause, loader);
        }
    }

    /** Looks for exceptions that are stored for what is to be loaded (J3). */
    private @Nullable Task askExceptions(Loader loader) {
        try {
            if (exceptions != null) {
                exceptions.throwFound();
            }
            exceptions = null;
            while (exceptions == null
                    && portions.wanted().length > 0
                    && position < call.reads().size()) {
                exceptions = call.exceptions().of(portions.wanted(), position);
                position++;
            }
        } catch (Throwable ex) {
            giveUp(ex, loader);
            return null;
        }
        if (exceptions == null) {
            phase = Phase.LOAD;
        }
        return exceptions;
    }

    private @Nullable Task nextPortion(Loader loader) {
        try {
            if (running != null) {
                portions.take(running.values());
                running = null;
            }
            if (portions.next()) {
                running = loader.of(portions.currentOf(call.elements()));
                return new Task.Load(running);
            }
            if (portions.done() > 0) {
                add(loader);
            }
        } catch (Throwable ex) {
            giveUp(ex, loader);
            return null;
        }
        settle();
        return null;
    }

    // Only now: what a later portion brings may be what an earlier one lacks.
    private void add(Loader loader) {
        @Nullable Object[] added = portions.values();
        loader.settle(added);
        call.lookup().add(portions.loaded(), added);
        if (before.length > 0 && loader.hasUnmatched()) {
            call.lookup().change(before, loader::settle);
        }
    }

    /** Finds out what must be loaded after all, claimed by those whose keys they share; if nothing, stores. */
    private void settle() {
        int[] all = portions.loadedWith(before);
        int[] further = call.lookup().settle(call.storage());
        if (!isSecond && further.length > 0) {
            isSecond = true;
            before = all;
            portions = new Portions(further, call.loading().maxSize());
            position = 0;
            phase = Phase.ASK_EXCEPTIONS;
            return;
        }
        phase = Phase.STORE;
        if (all.length > 0) {
            changes = misses(all);
        }
    }

    private Changes misses(int[] indexes) {
        return call.storage().misses(indexes, call.reads(), call.lookup(), load);
    }

    private @Nullable Task nextToStore() {
        Task change = (changes == null) ? null : changes.next();
        if (change == null) {
            phase = Phase.END;
        }
        return change;
    }

    /** Stores what the method has thrown: of several elements nobody knows which one it is about. */
    private @Nullable Task storeException(Loader loader) {
        Throwable thrown = Objects.requireNonNull(failure);
        try {
            if (changes == null && portions.current().length == 1) {
                changes = call.exceptions().storing(portions.current()[0], thrown, load);
            }
            Task change = (changes == null) ? null : changes.next();
            if (change != null) {
                return change;
            }
        } catch (Throwable ex) {
            thrown = ex;
        }
        giveUp(thrown, loader);
        return null;
    }

    /** Ends the round, but for what earlier portions have loaded. */
    private void giveUp(Throwable cause, Loader loader) {
        failure = cause;
        goesOn = loader.goesOnAfter(cause);
        changes = null;
        // What a put wants loaded anew has not been, even if a cache knows it.
        for (int index : portions.left()) {
            call.lookup().values().forget(index);
        }
        if (before.length + portions.done() == 0) {
            phase = Phase.FAIL;
            return;
        }
        add(loader);
        phase = Phase.KEEP;
    }

    private @Nullable Task fail() throws Throwable {
        phase = Phase.END;
        if (goesOn) {
            return null;
        }
        throw Objects.requireNonNull(failure);
    }

    private @Nullable Task nextToKeep(Loader loader) throws Throwable {
        try {
            if (changes == null) {
                changes = (phase == Phase.KEEP) ? kept() : results(loader);
            }
            Task change = changes.next();
            if (change != null) {
                return change;
            }
        } catch (RuntimeException ex) {
            suppress(ex);
            return null;
        }
        changes = null;
        // Where the call goes on, puts have their turn.
        phase = (phase == Phase.KEEP && !goesOn) ? Phase.KEEP_RESULTS : Phase.FAIL;
        return null;
    }

    private Changes kept() {
        int[] unused = call.lookup().settle(call.storage());
        return misses(portions.loadedWith(before));
    }

    private Changes results(Loader loader) {
        return call.storage().results(call.lookup().values().array(), loader.lookalikes(), loader.hasUnmatched());
    }

    // The caller hears of the method's own exception.
    private void suppress(Throwable cause) throws Throwable {
        if (goesOn || !(cause instanceof RuntimeException)) {
            throw cause;
        }
        if (failure != null && cause != failure) {
            failure.addSuppressed(cause);
        }
        phase = Phase.FAIL;
    }

    private enum Phase {
        ASK_EXCEPTIONS,
        LOAD,
        STORE,
        STORE_EXCEPTION,
        KEEP,
        KEEP_RESULTS,
        FAIL,
        END
    }
}
