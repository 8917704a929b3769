package io.github.ms100.cacheasmulti.internal.invocation;

import io.github.ms100.cacheasmulti.internal.batch.ElementRules;
import io.github.ms100.cacheasmulti.internal.expression.ElementEvaluator;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.operation.BatchOperation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of one operation in one call: expressions first, the key generator where there is no key expression. */
final class OperationRules implements ElementRules {

    private final BatchOperation operation;

    private final OperationExpressions expressions;

    private final Supplier<ElementEvaluator> newEvaluator;

    private @Nullable ElementEvaluator evaluator;

    private final ElementKeys generated;

    private final boolean simpleKey;

    private final boolean distinctKeys;

    /**
     * Creates the rules of a call.
     *
     * @param generated keys for elements that have none by an expression
     * @param newEvaluator makes what evaluates expressions, if any is evaluated: most calls need none
     */
    OperationRules(MethodPlan plan, int position, ElementKeys generated, Supplier<ElementEvaluator> newEvaluator) {
        this.operation = plan.method().operations().get(position);
        this.expressions = plan.expressions().get(position);
        this.newEvaluator = newEvaluator;
        this.generated = generated;
        this.simpleKey = !expressions.hasKey() && generated.areElements();
        // It compares arguments as they compare themselves, except for arrays, which it compares by content.
        boolean arrays = plan.argument().elementClass().isAssignableFrom(Object[].class)
                || plan.argument().elementClass().isArray();
        this.distinctKeys = expressions.hasKey() ? expressions.keyIsElement() : (generated.areDistinct() && !arrays);
    }

    @Override
    public boolean keysAreDistinct() {
        return distinctKeys;
    }

    @Override
    public boolean areKeys(@Nullable Object[] elements) {
        if (!simpleKey && !expressions.keyIsElement()) {
            return false;
        }
        for (Object element : elements) {
            if (element == null || !isKey(element)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean unconditional() {
        return expressions.unconditional();
    }

    @Override
    public boolean passes(@Nullable Object element) {
        return evaluator().condition(element);
    }

    @Override
    public @Nullable Boolean foresee(@Nullable Object element) {
        return evaluator().foresee(element);
    }

    @Override
    public boolean passes(@Nullable Object element, @Nullable Object result) {
        return evaluator().condition(element, result);
    }

    @Override
    public boolean mayReject() {
        return expressions.mayReject();
    }

    @Override
    public boolean rejects(@Nullable Object element, @Nullable Object value) {
        return expressions.mayReject() && evaluator().unless(element, value);
    }

    @Override
    public Object key(@Nullable Object element) {
        return (element != null && isKey(element))
                ? element
                : required(expressions.hasKey() ? evaluator().key(element) : generated.of(element));
    }

    @Override
    public Object key(@Nullable Object element, @Nullable Object result) {
        return (element != null && isKey(element))
                ? element
                : required(expressions.hasKey() ? evaluator().key(element, result) : generated.of(element));
    }

    private ElementEvaluator evaluator() {
        if (evaluator == null) {
            evaluator = newEvaluator.get();
        }
        return evaluator;
    }

    private boolean isKey(Object element) {
        return simpleKey ? !element.getClass().isArray() : expressions.keyIsElement();
    }

    private Object required(@Nullable Object key) {
        if (key == null) {
            throw new IllegalArgumentException(
                    ("Null key returned for cache operation [%s]. If you are using named parameters, ensure that the"
                                    + " compiler uses the '-parameters' flag.")
                            .formatted(operation.source()));
        }
        return key;
    }
}
