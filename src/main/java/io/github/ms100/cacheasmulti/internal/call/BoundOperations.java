package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.Loading;
import io.github.ms100.cacheasmulti.internal.engine.Step;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.shape.DistinctElements;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The operations of one method, with what the application context provides for them. Thread-safe. */
final class BoundOperations {

    private final List<BoundOperation> operations;

    private final Supplier<Guard> guards;

    private final @Nullable CallWatch watch;

    private final Loading loading;

    private final CallThreads threads;

    /**
     * Creates the operations of a method.
     *
     * @param operations in order
     * @param guards gives access to the caches, for each run
     * @param watch watches the calls; {@code null} if nobody does
     * @param loading how elements are loaded that no cache knows
     * @param threads where calls go on whose results come later
     */
    BoundOperations(
            List<BoundOperation> operations,
            Supplier<Guard> guards,
            @Nullable CallWatch watch,
            Loading loading,
            CallThreads threads) {
        this.threads = threads;
        this.operations = List.copyOf(operations);
        this.guards = guards;
        this.watch = watch;
        this.loading = loading;
    }

    CallThreads threads() {
        return threads;
    }

    /** Begins a call: caches are resolved, no key is made yet. */
    CallOperations begin(BatchCall call) {
        if (operations.size() == 1 && call.elements().length > 0) {
            // As nearly always; this list is smaller.
            return new Begun(List.of(operations.get(0).begin(call)));
        }
        List<BoundOperation.Begun> begun = new ArrayList<>(operations.size());
        for (BoundOperation operation : operations) {
            if (call.elements().length > 0 || operation.needsNoElement()) {
                begun.add(operation.begin(call));
            }
        }
        return new Begun(begun);
    }

    /** Those of one call. */
    private final class Begun implements CallOperations {

        private final List<BoundOperation.Begun> begun;

        /** What is known of each instance that was asked about; {@code null} before the first is. */
        private @Nullable IdentityHashMap<Object, List<Object>> known;

        private Begun(List<BoundOperation.Begun> begun) {
            this.begun = begun;
        }

        @Override
        public boolean seeEqualsAlike() {
            return begun.stream().allMatch(operation -> operation.rules().seeEqualsAlike());
        }

        @Override
        public void remember() {
            begun.forEach(operation -> operation.rules().remember());
        }

        @Override
        public Object tellApart(@Nullable Object element) {
            if (element == null || DistinctElements.areValues(element.getClass())) {
                return List.of();
            }
            if (known == null) {
                known = new IdentityHashMap<>();
            }
            return known.computeIfAbsent(element, this::marks);
        }

        private List<Object> marks(Object element) {
            List<Object> marks = new ArrayList<>(begun.size());
            begun.forEach(operation -> marks.add(operation.rules().tellApart(element)));
            return marks;
        }

        @Override
        public @Nullable CallWatch watch() {
            return watch;
        }

        @Override
        public BatchExecution execution(@Nullable Object[] elements, boolean mayBeEqual) {
            return new BatchExecution(steps(elements, mayBeEqual), guards.get(), elements, loading);
        }

        @Override
        public boolean areNone() {
            return begun.isEmpty();
        }

        @Override
        public Supplier<BatchExecution> executions(@Nullable Object[] elements, boolean mayBeEqual, boolean repeated) {
            List<Step> detached = each(steps(elements, mayBeEqual), Step::detached);
            if (!repeated) {
                return () -> new BatchExecution(detached, guards.get(), elements, loading);
            }
            // Never run themselves: what elements are told apart by may still be asked for, in any thread.
            List<Step> kept = each(detached, Step::again);
            return () -> new BatchExecution(each(kept, Step::again), guards.get(), elements, loading);
        }

        private static List<Step> each(List<? extends Step> steps, UnaryOperator<Step> made) {
            return (steps.size() == 1)
                    ? List.of(made.apply(steps.get(0)))
                    : steps.stream().map(made).toList();
        }

        private List<? extends Step> steps(@Nullable Object[] elements, boolean mayBeEqual) {
            if (mayBeEqual) {
                begun.forEach(operation -> operation.rules().expectEqualElements());
            }
            return steps(elements);
        }

        private List<? extends Step> steps(@Nullable Object[] elements) {
            if (begun.size() == 1) {
                return List.of(begun.get(0).step(elements));
            }
            List<Step> steps = new ArrayList<>(begun.size());
            for (BoundOperation.Begun operation : begun) {
                steps.add(operation.step(elements));
            }
            return steps;
        }
    }
}
