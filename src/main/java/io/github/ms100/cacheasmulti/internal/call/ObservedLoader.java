package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.call.BatchObserver.Observed;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets an observer see each run of the user's method (O6). */
record ObservedLoader(Loader loader, MethodPlan plan, BatchObserver observer) implements Loader {

    @Override
    public Load of(@Nullable Object[] elements) {
        return new ObservedLoad(loader.of(elements), elements);
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
        return loader.isMeasured();
    }

    @Override
    public void waited(int elements, int taken, boolean timedOut, Duration time) {
        loader.waited(elements, taken, timedOut, time);
    }

    @Override
    public boolean hasUnmatched() {
        return loader.hasUnmatched();
    }

    private final class ObservedLoad implements Load {

        private final Load load;

        private final @Nullable Object[] elements;

        private @Nullable Observed observed;

        private ObservedLoad(Load load, @Nullable Object[] elements) {
            this.load = load;
            this.elements = elements;
        }

        @Override
        public void run() throws Throwable {
            Observed begun = observer.load(plan.method().targetMethod(), elements);
            if (begun == null) {
                load.run();
                return;
            }
            begun.within(() -> {
                load.run();
                return load;
            });
            observed = begun;
        }

        @Override
        public @Nullable Object[] values() {
            Observed run = observed;
            if (run == null) {
                return load.values();
            }
            @Nullable Object[] values;
            try {
                values = load.values();
            } catch (RuntimeException | Error failure) {
                run.failed(failure);
                throw failure;
            }
            int found = FoundElements.count(values, plan);
            run.ended((plan.result() == null) ? -1 : found, elements.length - found);
            return values;
        }

        @Override
        public Lookalikes lookalikes() {
            return load.lookalikes();
        }
    }
}
