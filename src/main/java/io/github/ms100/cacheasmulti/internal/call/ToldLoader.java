package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a listener of each run of the user's method, and of each wait for other calls. */
record ToldLoader(Loader loader, MethodPlan plan, BatchListener listener) implements Loader {

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
    public boolean isMeasured() {
        return true;
    }

    @Override
    public void waited(int elements, int taken, boolean timedOut, Duration time) {
        listener.onWait(new BatchListener.Wait(method(), elements, taken, timedOut, time));
    }

    @Override
    public boolean hasUnmatched() {
        return loader.hasUnmatched();
    }

    private Method method() {
        return plan.method().targetMethod();
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
                failed(failure, until);
                throw failure;
            }
        }

        @Override
        public @Nullable Object[] values() {
            @Nullable Object[] values;
            try {
                values = load.values();
            } catch (RuntimeException failure) {
                failed(failure, time);
                throw failure;
            }
            int found = FoundElements.count(values, plan);
            int missing = (plan.result() == null) ? 0 : elements - found;
            listener.onLoad(new BatchListener.Load(method(), elements, found, missing, null, time));
            return values;
        }

        private void failed(Throwable failure, Duration until) {
            listener.onLoad(new BatchListener.Load(method(), elements, 0, 0, failure, until));
        }

        @Override
        public Lookalikes lookalikes() {
            return load.lookalikes();
        }
    }
}
