package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a method has brought though nobody has looked for it, in portions, but for what has changed since it began (P6, P7). Serves
 * one run of the method, in one thread at a time; to be closed.
 */
public final class Seeding implements AutoCloseable {

    /** How many entries are stored at once. */
    public static final int PORTION = 1000;

    private final List<Operation> operations;

    private final Guard guard;

    private final RunningLoad load;

    private final List<@Nullable Object> elements = new ArrayList<>();

    private final List<@Nullable Object> values = new ArrayList<>();

    /** How many of them are stored, or being so. */
    private int stored;

    /** Whether a portion has been stored: all others are left out while a cache is spared, or each would wait for it (S28). */
    private boolean tried;

    /** In which order what is put off is made at the commit; {@code null} until something is stored without waiting. */
    private @Nullable LaterWrites later;

    /**
     * Begins, before the method runs.
     *
     * @param operations what is put, and where
     */
    public Seeding(List<Operation> operations, Guard guard, RunningLoad load) {
        this.operations = operations;
        this.guard = guard;
        this.load = load;
    }

    /** Takes an entry. */
    public void add(@Nullable Object element, @Nullable Object value) {
        elements.add(element);
        values.add(value);
    }

    /** Returns whether there is enough to be stored. */
    public boolean isFull() {
        return elements.size() - stored >= PORTION;
    }

    /** Stores what there is. */
    public void store() {
        Writes writes = new Writes(guard);
        for (Changes changes = nextPortion(); changes != null; changes = nextPortion()) {
            for (Change change = changes.next(); change != null; change = changes.next()) {
                writes.make(change);
            }
        }
    }

    /**
     * As {@link #store}, without waiting; ends when it is stored, or put off until the commit.
     *
     * @param scope what the run takes along, the same each time
     */
    public CompletableFuture<@Nullable Void> storeLater(LaterScope scope) {
        LaterWrites known = later;
        LaterWrites writes = (known == null) ? new LaterWrites(new LaterGuard(guard, scope), scope) : known;
        later = writes;
        try {
            return storeLater(nextPortion(), writes, scope);
        } catch (Throwable ex) {
            return Futures.failed(ex);
        }
    }

    private CompletableFuture<@Nullable Void> storeLater(
            @Nullable Changes portion, LaterWrites writes, LaterScope scope) {
        for (Changes changes = portion; changes != null; changes = nextPortion()) {
            for (Change change = changes.next(); change != null; change = changes.next()) {
                CompletableFuture<@Nullable Void> made = change.dispatch(writes);
                if (!made.isDone()) {
                    Changes rest = changes;
                    return scope.after(
                            made,
                            failure -> (failure == null) ? storeLater(rest, writes, scope) : Futures.failed(failure));
                }
                Throwable failure = Futures.failure(made);
                if (failure != null) {
                    return Futures.failed(failure);
                }
            }
        }
        return Futures.done();
    }

    /** Returns the stores of the next entries; {@code null} if there are no more. */
    private @Nullable Changes nextPortion() {
        int end = Math.min(elements.size(), stored + PORTION);
        if (end == stored) {
            elements.clear();
            values.clear();
            stored = 0;
            return null;
        }
        @Nullable Object[] portion = elements.subList(stored, end).toArray();
        @Nullable Object[] theirs = values.subList(stored, end).toArray();
        stored = end;
        List<Step.Write> writes = operations.stream()
                .map(operation -> new Step.Write(
                        operation.rules(),
                        operation.caches().stream().map(CallCache::anew).toList(),
                        portion))
                .toList();
        boolean first = !tried;
        tried = true;
        return new ResultStorage(writes, portion).seeds(theirs, load, first);
    }

    /** Lets the run last until what is returned has run, or is lost, though it is closed before. */
    public Runnable hold() {
        return load.hold();
    }

    @Override
    public void close() {
        load.close();
    }

    /**
     * What is put of each entry, and where.
     *
     * @param rules make keys and judge conditions, with results
     */
    public record Operation(ElementRules rules, List<CallCache> caches) {

        /** Returns it for a call that goes on in other threads: where its entries are stays as it is in this one (A3). */
        public Operation detached() {
            return new Operation(
                    rules,
                    caches.stream()
                            .map(cache -> cache.needsDetaching() ? cache.detached(new Object[0]) : cache)
                            .toList());
        }

        /** Returns it once more, for another thread. */
        public Operation again() {
            return new Operation(
                    rules.again(), caches.stream().map(CallCache::again).toList());
        }
    }
}
