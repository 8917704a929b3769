package io.github.ms100.cacheasmulti.internal.engine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a batch method: what is to be done, and in which order: evict, look up, load, store, evict, each cache asked once per
 * phase (S1, S17). It does none of that itself: whoever drives it does one {@link Task} after another.
 *
 * <p>Elements are known by their index. Serves one call, and one thread at a time.
 */
public final class BatchExecution {

    /** Stands for the value of an element about which the loader said nothing, and which must not be cached. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };

    /** Stands for the value of an element of which none is known: it was not found, or could not be loaded. Nobody may take it for missing. */
    public static final Object UNKNOWN = Values.MISS;

    private final List<? extends Step> steps;

    private final @Nullable Object[] elements;

    private final Guard guard;

    /** Looks up and loads; {@code null} if there is nothing to look up. */
    private final @Nullable ReadThrough readThrough;

    private Phase phase = Phase.EVICT_BEFORE;

    /** What is left to do in this phase; {@code null} if that is not known yet. */
    private @Nullable Changes changes;

    /** The only run of the method where nothing is looked up; {@code null} before it is begun. */
    private @Nullable OnlyLoad only;

    /**
     * Creates a call.
     *
     * @param steps its operations, in order
     * @param guard access to the caches
     * @param elements its elements
     * @param loading how elements are loaded that no cache knows
     */
    public BatchExecution(List<? extends Step> steps, Guard guard, @Nullable Object[] elements, Loading loading) {
        List<ReadStep> reads = Step.select(steps, ReadStep.class);
        this.steps = steps;
        this.elements = elements;
        this.guard = guard;
        this.readThrough = reads.isEmpty()
                ? null
                : new ReadThrough(reads, Step.select(steps, Step.Write.class), elements, loading);
    }

    /**
     * Runs the call in the current thread, which waits.
     *
     * @param loader the user's method; runs exactly once if nothing is looked up
     * @return the value of each element; {@link #ABSENT} where there is none, {@link #UNKNOWN} where loading has failed and the call
     *     {@linkplain Loader#goesOnAfter goes on}
     * @throws Throwable what the loader throws
     */
    public @Nullable Object[] run(Loader loader) throws Throwable {
        for (Task task = next(loader); task != null; task = next(loader)) {
            try {
                BlockingDriver.perform(task, guard);
            } catch (Throwable ex) {
                failed(ex, loader);
            }
        }
        return values();
    }

    Guard guard() {
        return guard;
    }

    /** Returns the value of each element, when there is nothing more to do. */
    @Nullable
    Object[] values() {
        return (readThrough == null) ? Objects.requireNonNull(only).values : readThrough.values();
    }

    /**
     * Returns what is to be done next, what came before having been done; {@code null} if that was all.
     *
     * @throws Throwable what the call fails by; then it is over
     */
    @Nullable
    Task next(Loader loader) throws Throwable {
        while (true) {
            Task task =
                    switch (phase) {
                        case LOAD -> nextOfLoad(loader);
                        case END -> null;
                        default -> nextChange(loader);
                    };
            if (task != null || phase == Phase.END) {
                return task;
            }
            phase = phase.next();
            changes = null;
            if (phase == Phase.END && failure() != null) {
                throw failure();
            }
        }
    }

    /**
     * Takes notice that what was to be done has failed; there may be something left to do all the same.
     *
     * @throws Throwable what the call fails by, if not; then it is over
     */
    void failed(Throwable cause, Loader loader) throws Throwable {
        if (phase == Phase.LOAD && readThrough != null) {
            readThrough.failed(cause, loader);
        } else if (phase == Phase.LOAD && only != null) {
            only.fail(cause, loader);
            phase = phase.next();
        } else {
            throw (only == null) ? cause : only.thrown(cause);
        }
    }

    /** Returns whether the call can be given up: nothing is to be stored yet, and nobody else waits for what is loaded. */
    boolean mayStop() {
        return switch (phase) {
            case EVICT_BEFORE, WRITE_ARGUMENTS_BEFORE -> true;
            case LOAD -> readThrough == null || readThrough.mayStop();
            default -> false;
        };
    }

    /** Goes on for others alone; {@code stop} runs when nobody waits for what is loaded, maybe at once. */
    void leaveToOthers(Runnable stop) {
        if (readThrough == null) {
            stop.run();
        } else {
            readThrough.leaveToOthers(stop);
        }
    }

    /** Gives the call up: it is over then. */
    void stop() {
        phase = Phase.END;
        if (readThrough != null) {
            readThrough.stop();
        }
    }

    /** Returns whether this call has loaded an element, or would have. */
    boolean isLoaded(int index) {
        return readThrough == null || readThrough.isLoaded(index);
    }

    /** Returns why an element could not be read, one whose value no cache has given; {@code null} if it could, or nobody remembers. */
    @Nullable
    RuntimeException unread(int index) {
        return (readThrough == null || !guard.remembersUnread()) ? null : readThrough.unread(index, guard);
    }

    /** Returns what the only run of the method has failed by; {@code null} if it has not. */
    private @Nullable Throwable failure() {
        return (only == null) ? null : only.failure;
    }

    private @Nullable Task nextOfLoad(Loader loader) throws Throwable {
        if (readThrough != null) {
            return readThrough.next(loader);
        }
        if (only == null) {
            only = new OnlyLoad(loader.of(elements));
            return new Task.Load(only.load);
        }
        only.values = only.load.values();
        loader.settle(only.values);
        return null;
    }

    private @Nullable Change nextChange(Loader loader) {
        if (changes == null) {
            changes = changes(loader);
        }
        return (changes == null) ? null : changes.next();
    }

    /** Returns what is to be done in this phase; {@code null} for nothing, as in most of them. */
    private @Nullable Changes changes(Loader loader) {
        return switch (phase) {
            case EVICT_BEFORE -> evicts(true);
            case WRITE_ARGUMENTS_BEFORE -> argumentWrites(true);
            case PUT -> puts(loader);
            case WRITE_ARGUMENTS -> argumentWrites(false);
            case EVICT -> evicts(false);
            case LOAD, END -> null;
        };
    }

    private boolean isNow(Step.Moment moment, boolean before) {
        Throwable failure = failure();
        return moment.before() == before
                && (failure == null || moment.afterFailure().test(failure));
    }

    private @Nullable Changes puts(Loader loader) {
        List<Step.Write> writes = Step.select(steps, Step.Write.class);
        if (writes.isEmpty() || (only != null && only.failure != null && !only.isPart)) {
            return null;
        }
        Lookalikes lookalikes = (only == null) ? loader.lookalikes() : only.load.lookalikes();
        return new ResultStorage(writes, elements).results(values(), lookalikes, loader.hasUnmatched());
    }

    private @Nullable Changes argumentWrites(boolean before) {
        List<Step.ArgumentWrite> argumentWrites = Step.select(steps, Step.ArgumentWrite.class);
        return argumentWrites.isEmpty()
                ? null
                : Changes.of(argumentWrites, write -> isNow(write.moment, before) ? changes(write) : List.of());
    }

    private static List<Change> changes(Step.ArgumentWrite write) {
        KeyedValues entries = write.entries();
        return Change.ofAll(write.caches, cache -> new Change.Put(cache, entries));
    }

    private @Nullable Changes evicts(boolean before) {
        List<Step.Evict> evicts = Step.select(steps, Step.Evict.class);
        return evicts.isEmpty()
                ? null
                : Changes.of(evicts, evict -> isNow(evict.moment, before) ? changes(evict) : List.of());
    }

    private List<Change> changes(Step.Evict evict) {
        Object[] evicted = evict.keys((evict.moment.before() || failure() != null) ? null : values());
        if (evicted == null) {
            return List.of();
        }
        boolean now = evict.moment.before();
        return Change.ofAll(
                evict.caches,
                cache -> evict.allEntries ? new Change.Clear(cache, now) : new Change.Evict(cache, evicted, now));
    }

    /** Returns a value as expressions see it. */
    static @Nullable Object known(@Nullable Object value) {
        return (value == ABSENT || value == UNKNOWN) ? null : value;
    }

    /** The parts of a call, in their order. */
    private enum Phase {
        EVICT_BEFORE,
        WRITE_ARGUMENTS_BEFORE,
        LOAD,
        PUT,
        WRITE_ARGUMENTS,
        EVICT,
        END;

        Phase next() {
            return switch (this) {
                case EVICT_BEFORE -> WRITE_ARGUMENTS_BEFORE;
                case WRITE_ARGUMENTS_BEFORE -> LOAD;
                case LOAD -> PUT;
                case PUT -> WRITE_ARGUMENTS;
                case WRITE_ARGUMENTS -> EVICT;
                case EVICT, END -> END;
            };
        }
    }
}
