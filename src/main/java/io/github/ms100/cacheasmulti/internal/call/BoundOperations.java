package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.Step;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.DistinctElements;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** The operations of one method, with what the application context provides for them. Thread-safe. */
final class BoundOperations implements MethodOperations {

    private final List<BoundOperation> operations;

    private final Guard guard;

    private final BatchListener listener;

    private final BatchExecution.Loading loading;

    /**
     * Creates the operations of a method.
     *
     * @param plan the method
     * @param bindings what the application context provides, per operation
     * @param surroundings what it provides for all operations
     * @param loading how elements are loaded that no cache knows
     */
    BoundOperations(
            MethodPlan plan,
            List<OperationBinding> bindings,
            Surroundings surroundings,
            BatchExecution.Loading loading) {
        this.operations = IntStream.range(0, bindings.size())
                .mapToObj(position -> new BoundOperation(
                        plan, position, bindings.get(position), surroundings.engine(), surroundings.delegates()))
                .toList();
        this.guard = surroundings.guard();
        this.listener = surroundings.engine().listener();
        this.loading = loading;
    }

    @Override
    public MethodOperations.OfCall begin(BatchCall call) {
        List<BoundOperation.OfCall> begun = new ArrayList<>(operations.size());
        for (BoundOperation operation : operations) {
            if (call.elements().length > 0 || operation.needsNoElement()) {
                begun.add(operation.begin(call));
            }
        }
        return new OfCall(begun);
    }

    /** Those of one call. */
    private final class OfCall implements MethodOperations.OfCall {

        private final List<BoundOperation.OfCall> begun;

        /** What is known of each instance that was asked about; {@code null} before the first is. */
        private @Nullable IdentityHashMap<Object, List<Object>> known;

        private OfCall(List<BoundOperation.OfCall> begun) {
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
        public Object tellApart(int position, @Nullable Object element) {
            if (element == null || DistinctElements.areValues(element.getClass())) {
                return List.of();
            }
            if (known == null) {
                known = new IdentityHashMap<>();
            }
            return known.computeIfAbsent(element, this::tellApart);
        }

        private List<Object> tellApart(Object element) {
            List<Object> marks = new ArrayList<>(begun.size());
            begun.forEach(operation -> marks.add(operation.rules().tellApart(element)));
            return marks;
        }

        @Override
        public BatchListener listener() {
            return listener;
        }

        @Override
        public BatchExecution execution(@Nullable Object[] elements, boolean mayBeEqual) {
            List<Step> steps = new ArrayList<>(begun.size());
            for (BoundOperation.OfCall operation : begun) {
                if (mayBeEqual) {
                    operation.rules().expectEqualElements();
                }
                steps.add(operation.step(elements));
            }
            return new BatchExecution(steps, guard, elements, loading);
        }
    }

    /**
     * What the application context provides for all methods of one front end.
     *
     * @param engine what runs the calls
     * @param guard access to the caches
     * @param delegates what expressions are evaluated with
     */
    record Surroundings(BatchEngine engine, Guard guard, StandardEvaluationContext delegates) {}
}
