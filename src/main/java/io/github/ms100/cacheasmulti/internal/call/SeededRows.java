package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.Seeding;
import io.github.ms100.cacheasmulti.internal.shape.SeededResult;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of a stream, each of which is cached when it has passed; the last ones when there are no more, or it is closed (P8). */
final class SeededRows implements Spliterator<@Nullable Object> {

    private final Spliterator<? extends @Nullable Object> rows;

    private final SeededResult result;

    private final Seeding seeding;

    /** Ends the run of the method. */
    private final Runnable end;

    private boolean ended;

    private SeededRows(Spliterator<? extends @Nullable Object> rows, SeededResult result, Seeding seeding) {
        this.rows = rows;
        this.result = result;
        this.seeding = seeding;
        this.end = seeding.hold();
    }

    /** Returns a stream of the same rows, in one thread. */
    static Stream<@Nullable Object> of(Stream<? extends @Nullable Object> rows, SeededResult result, Seeding seeding) {
        SeededRows seeded = new SeededRows(rows.spliterator(), result, seeding);
        return StreamSupport.stream(seeded, false).onClose(seeded::end).onClose(rows::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super @Nullable Object> action) {
        boolean any;
        try {
            any = rows.tryAdvance(row -> {
                seed(row);
                action.accept(row);
            });
        } catch (Throwable failure) {
            endAfter(failure);
            throw failure;
        }
        if (!any) {
            end();
        }
        return any;
    }

    // What comes after a failure is not cached: the run has ended.
    private void seed(@Nullable Object row) {
        if (ended) {
            return;
        }
        result.readRow(row, seeding::add);
        if (seeding.isFull()) {
            seeding.store();
        }
    }

    private void endAfter(Throwable failure) {
        try {
            end();
        } catch (RuntimeException ex) {
            // The caller hears of what came first.
            failure.addSuppressed(ex);
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            try {
                seeding.store();
            } finally {
                end.run();
            }
        }
    }

    @Override
    public @Nullable Spliterator<@Nullable Object> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return rows.estimateSize();
    }

    // Not sized: whoever only counts must have them pass.
    @Override
    public int characteristics() {
        return rows.characteristics() & (ORDERED | NONNULL | IMMUTABLE);
    }
}
