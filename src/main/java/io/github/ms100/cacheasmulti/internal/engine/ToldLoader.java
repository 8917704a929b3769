package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells a listener of each run of the user's method. */
record ToldLoader(Loader loader, Method method, BatchListener listener) implements Loader {

    /** Returns a loader that tells the listener of its loads; the loader itself if nobody listens. */
    static Loader of(Loader loader, Loading loading) {
        return (loading.listener() == BatchListener.NO_OP)
                ? loader
                : new ToldLoader(loader, loading.method(), loading.listener());
    }

    @Override
    public Load of(@Nullable Object[] elements) {
        return new ToldLoad(loader.of(elements), elements.length);
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
    public boolean isMissing(@Nullable Object value) {
        return loader.isMissing(value);
    }

    @Override
    public boolean hasUnmatched() {
        return loader.hasUnmatched();
    }

    private final class ToldLoad implements Load {

        private final Load load;

        private final int elements;

        private Duration time = Duration.ZERO;

        private ToldLoad(Load load, int elements) {
            this.load = load;
            this.elements = elements;
        }

        @Override
        public void run() throws Throwable {
            long start = System.nanoTime();
            try {
                load.run();
                time = Duration.ofNanos(System.nanoTime() - start);
            } catch (Throwable failure) {
                Duration until = Duration.ofNanos(System.nanoTime() - start);
                listener.onLoad(new BatchListener.Load(method, elements, 0, failure, until));
                throw failure;
            }
        }

        @Override
        public @Nullable Object[] values() {
            @Nullable Object[] values;
            try {
                values = load.values();
            } catch (RuntimeException failure) {
                listener.onLoad(new BatchListener.Load(method, elements, 0, failure, time));
                throw failure;
            }
            long found = Arrays.stream(values)
                    .filter(value -> value != BatchExecution.ABSENT && !loader.isMissing(value))
                    .count();
            listener.onLoad(new BatchListener.Load(method, elements, (int) found, null, time));
            return values;
        }

        @Override
        public Lookalikes lookalikes() {
            return load.lookalikes();
        }
    }
}
