package io.github.ms100.cacheasmulti.internal.change;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a call is in the middle of, and those calls in which it was made: all of it that is bound to a thread, but for
 * what its transaction {@linkplain Commit commits}. Whoever goes on with a call in another thread {@linkplain #carry takes it along}.
 */
public class CallScope implements AutoCloseable {

    /** In place of the moment in which a plain call began. */
    public static final long NO_LOAD = -1;

    private static final ThreadLocal<@Nullable CallScope> CURRENT = new ThreadLocal<>();

    private final @Nullable CallScope outer;

    private CallScope(@Nullable CallScope outer) {
        this.outer = outer;
    }

    /** Returns what the current thread is in; {@code null} if nothing. */
    static @Nullable CallScope current() {
        return CURRENT.get();
    }

    /** Returns whether the current thread is in a call that has claimed keys and not ended its claims. */
    public static boolean isClaiming() {
        for (CallScope scope = CURRENT.get(); scope != null; scope = scope.outer) {
            if (scope instanceof Claiming) {
                return true;
            }
        }
        return false;
    }

    /** Enters the part of a call in which it holds claims; to be closed by who entered it, last one first. */
    public static CallScope claiming() {
        return enter(new Claiming(CURRENT.get()));
    }

    /**
     * Stores what a call has loaded, or takes it back. To store it is no change, though a cache of the user's
     * own may well be built on one that tells of changes; what user code does to other entries meanwhile is.
     *
     * @param loaded what is known of the values
     */
    public static void storing(Entries entries, Collection<?> keys, Loaded loaded, Runnable store) {
        CallScope scope = enter(new Storing(CURRENT.get(), entries, keys, loaded));
        try {
            store.run();
        } finally {
            scope.close();
        }
    }

    /** As {@link #storing(Entries, Collection, Loaded, Runnable)}, of what returns something, as a store that ends later. */
    public static <T extends @Nullable Object> T storing(
            Entries entries, Collection<?> keys, Loaded loaded, Supplier<T> store) {
        CallScope scope = enter(new Storing(CURRENT.get(), entries, keys, loaded));
        try {
            return store.get();
        } finally {
            scope.close();
        }
    }

    /** Returns what is known of the value that the current thread is storing in an entry; {@code null} if it was not loaded. */
    public static @Nullable Loaded loaded(EntryId id) {
        for (CallScope scope = CURRENT.get(); scope != null; scope = scope.outer) {
            if (scope instanceof Storing storing && storing.holds(id)) {
                return storing.loaded;
            }
        }
        return null;
    }

    /**
     * Enters the call of a plain method; to be closed as {@link #claiming()}.
     *
     * @param begun the moment before it looks up, if it loads and puts nothing else; else {@link #NO_LOAD}
     */
    public static CallScope loading(long begun) {
        return enter(new Loading(CURRENT.get(), begun));
    }

    /**
     * Lets the load of the plain call that the current thread is in begin later: what has been told until now is its own.
     *
     * @param begun the moment after that
     */
    public static void loadBegins(long begun) {
        if (CURRENT.get() instanceof Loading loading && loading.begun != NO_LOAD) {
            loading.begun = begun;
        }
    }

    /** Returns when the plain call began that the current thread is in, and in nothing else within; else {@link #NO_LOAD}. */
    public static long loadOfPlainCall() {
        return (CURRENT.get() instanceof Loading loading) ? loading.begun : NO_LOAD;
    }

    /** Returns something that runs in any thread as if it were in what the current one is in. */
    public static Runnable carry(Runnable work) {
        Executor carrier = carrier();
        return () -> carrier.execute(work);
    }

    /** Returns what runs work, in the thread that it is given it by, as if that were in what the current one is in. */
    public static Executor carrier() {
        CallScope carried = CURRENT.get();
        return work -> {
            CallScope before = CURRENT.get();
            set(carried);
            try {
                work.run();
            } finally {
                set(before);
            }
        };
    }

    private static CallScope enter(CallScope scope) {
        CURRENT.set(scope);
        return scope;
    }

    private static void set(@Nullable CallScope scope) {
        if (scope == CURRENT.get()) {
            return;
        }
        if (scope == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(scope);
        }
    }

    /** Returns whether an entry is being stored, here or further out. */
    final boolean isStoring(EntryId id) {
        for (CallScope scope = this; scope != null; scope = scope.outer) {
            if (scope instanceof Storing storing && storing.holds(id)) {
                return true;
            }
        }
        return false;
    }

    /** Leaves it. */
    @Override
    public final void close() {
        set(outer);
    }

    private static final class Claiming extends CallScope {

        private Claiming(@Nullable CallScope outer) {
            super(outer);
        }
    }

    private static final class Loading extends CallScope {

        private long begun;

        private Loading(@Nullable CallScope outer, long begun) {
            super(outer);
            this.begun = begun;
        }
    }

    private static final class Storing extends CallScope {

        private final Entries entries;

        private final Collection<?> keys;

        private final Loaded loaded;

        private @Nullable Set<EntryId> ids;

        private Storing(@Nullable CallScope outer, Entries entries, Collection<?> keys, Loaded loaded) {
            super(outer);
            this.entries = entries;
            this.keys = keys;
            this.loaded = loaded;
        }

        private boolean holds(EntryId id) {
            if (ids == null) {
                ids = keys.stream()
                        .map(entries::of)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(HashSet::new));
            }
            try {
                return ids.contains(id);
            } catch (RuntimeException | Error ex) {
                // Keys that cannot be compared: whoever stores or changes one will hear of it.
                return false;
            }
        }
    }
}
