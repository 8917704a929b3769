package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.call.BatchObserver.Observed;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells who listens and who observes of each run of the user's method, and of each wait for other calls (O6).
 *
 * @param context gives what reactive code around the loads has in its context
 */
record WatchedLoader(Loader loader, CallWatch watch, UnaryOperator<@Nullable Object> context) implements Loader {

    @Override
    public Load of(@Nullable Object[] elements) {
        return new WatchedLoad(loader.of(elements), elements);
    }

    @Override
    public Lookalikes lookalikes() {
        return loader.lookalikes();
    }

    @Override
    public void settle(@Nullable Object[] values) {
        loader.settle(values);
    }

    @Override
    public boolean isMeasured() {
        return isHeard();
    }

    private boolean isHeard() {
        return watch.listener() != BatchListener.NO_OP;
    }

    @Override
    public void waited(int elements, int taken, boolean timedOut, Duration time) {
        watch.listener().onWait(new BatchListener.Wait(method(), elements, taken, timedOut, time));
    }

    @Override
    public boolean hasUnmatched() {
        return loader.hasUnmatched();
    }

    @Override
    public boolean goesOnAfter(Throwable failure) {
        return loader.goesOnAfter(failure);
    }

    private Method method() {
        return watch.plan().method().targetMethod();
    }

    private final class WatchedLoad implements Load {

        private final Load load;

        private final @Nullable Object[] elements;

        /** {@code null} if nobody observes it, or its end has been seen. */
        private @Nullable Observed observed;

        private long start;

        private boolean isOver;

        /** What it has ended by; {@code null} if it has not failed. */
        private @Nullable Throwable failure;

        private Duration time = Duration.ZERO;

        private WatchedLoad(Load load, @Nullable Object[] elements) {
            this.load = load;
            this.elements = elements;
        }

        @Override
        public void run() throws Throwable {
            begin();
            try {
                Observed begun = observed;
                if (begun == null) {
                    load.run();
                } else {
                    begun.within(() -> {
                        load.run();
                        return load;
                    });
                }
                time = since();
            } catch (Throwable failure) {
                // Whoever observes it has seen that.
                observed = null;
                time = since();
                throw failure;
            }
        }

        @Override
        public CompletableFuture<?> start(Map<?, ?> more) {
            try {
                begin();
                Observed begun = observed;
                return (begun == null) ? load.start(more) : begun.within(() -> load.start(begun.context()));
            } catch (Throwable failure) {
                // Whoever observes it has seen that.
                observed = null;
                return Futures.failed(failure);
            }
        }

        @Override
        public void ended(@Nullable Throwable failure) {
            time = since();
            if (failure != null) {
                this.failure = failure;
                observeFailed(failure);
            }
        }

        @Override
        public void discard() {
            if (!isOver) {
                failed((failure != null) ? failure : new CancellationException("Nobody wants what it loads any more"));
            }
        }

        private void begin() {
            observed = watch.observer().load(method(), elements, context);
            start = isHeard() ? System.nanoTime() : 0;
        }

        private Duration since() {
            return isHeard() ? Duration.ofNanos(System.nanoTime() - start) : Duration.ZERO;
        }

        @Override
        public @Nullable Object[] values() {
            @Nullable Object[] values;
            try {
                values = load.values();
            } catch (RuntimeException | Error failure) {
                failed(failure);
                throw failure;
            }
            isOver = true;
            int found = FoundElements.count(values, watch.plan());
            int notFound =
                    elements.length - found - (watch.plan().tellsFailures() ? FoundElements.notLoaded(values) : 0);
            boolean known = watch.plan().result() != null;
            if (isHeard()) {
                int missing = known ? notFound : 0;
                watch.listener().onLoad(new BatchListener.Load(method(), elements.length, found, missing, null, time));
            }
            if (observed != null) {
                observed.ended(known ? found : -1, notFound);
            }
            return values;
        }

        @Override
        public @Nullable Object @Nullable [] partOf(Throwable failure) {
            @Nullable Object[] part = load.partOf(failure);
            isOver = true;
            told(failure, (part == null) ? 0 : FoundElements.count(part, watch.plan()));
            return part;
        }

        private void failed(Throwable failure) {
            isOver = true;
            observeFailed(failure);
            told(failure, 0);
        }

        private void observeFailed(Throwable failure) {
            Observed begun = observed;
            observed = null;
            if (begun != null) {
                begun.failed(failure);
            }
        }

        private void told(Throwable failure, int found) {
            if (isHeard()) {
                watch.listener().onLoad(new BatchListener.Load(method(), elements.length, found, 0, failure, time));
            }
        }

        @Override
        public Lookalikes lookalikes() {
            return load.lookalikes();
        }
    }
}
