package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.ElementRules;
import io.github.ms100.cacheasmulti.internal.expression.ElementEvaluator;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of one operation in one call: expressions first, the key generator where there is no key expression (S14). */
final class OperationRules implements ElementRules {

    private final Supplier<ElementEvaluator> newEvaluator;

    private @Nullable ElementEvaluator evaluator;

    private final Supplier<OperationBinding.ElementKeys> newKeys;

    private OperationBinding.@Nullable ElementKeys generated;

    private final OperationTraits bound;

    private boolean distinctKeys;

    /** The keys of elements that are equal to others, by instance; {@code null} if they are not kept. */
    private @Nullable IdentityHashMap<@Nullable Object, Object> keptKeys;

    /** What the condition said about such elements; {@code null} if it is not kept. */
    private @Nullable IdentityHashMap<@Nullable Object, Boolean> keptVerdicts;

    /**
     * Creates the rules of a call.
     *
     * @param newKeys makes what makes keys, if any is made without an expression
     * @param newEvaluator makes what evaluates expressions, if any is evaluated: most calls need neither
     */
    OperationRules(
            OperationTraits bound,
            Supplier<OperationBinding.ElementKeys> newKeys,
            Supplier<ElementEvaluator> newEvaluator) {
        this.bound = bound;
        this.newKeys = newKeys;
        this.newEvaluator = newEvaluator;
        this.distinctKeys = bound.distinctKeys();
    }

    @Override
    public ElementRules again() {
        OperationRules again = new OperationRules(bound, newKeys, newEvaluator);
        again.distinctKeys = distinctKeys;
        again.keptKeys = (keptKeys == null) ? null : new IdentityHashMap<>(keptKeys);
        again.keptVerdicts = (keptVerdicts == null) ? null : new IdentityHashMap<>(keptVerdicts);
        return again;
    }

    /** Returns whether the operation cannot tell an element from an equal one, whatever they are. */
    boolean seeEqualsAlike() {
        return !comparesKeys() && !comparesVerdicts();
    }

    private boolean comparesKeys() {
        boolean keyless = bound.operation() instanceof BatchOperation.Evict evict && evict.allEntries();
        return !keyless && !bound.keyFollowsElement() && !keyNeedsResult();
    }

    private boolean comparesVerdicts() {
        return bound.expressions().conditionNeedsElement()
                && !(bound.operation().afterInvocation() && bound.expressions().conditionUsesResult());
    }

    /** Takes notice that elements of the call may be equal, so that their keys may be. */
    void expectEqualElements() {
        distinctKeys = false;
    }

    /** Keeps keys and verdicts, for they are needed again. */
    void remember() {
        keptKeys = comparesKeys() ? new IdentityHashMap<>() : null;
        keptVerdicts = comparesVerdicts() ? new IdentityHashMap<>() : null;
    }

    /** Returns what is known of an element before the method says anything about it: its key, or that it has none. */
    Object tellApart(@Nullable Object element) {
        if (comparesVerdicts()) {
            Boolean verdict = bound.operation().afterInvocation() ? foresee(element) : Boolean.valueOf(passes(element));
            if (Boolean.FALSE.equals(verdict)) {
                return false;
            }
        }
        return comparesKeys() ? knownKey(element) : true;
    }

    private Object knownKey(@Nullable Object element) {
        if (!bound.operation().afterInvocation()) {
            return key(element);
        }
        try {
            return key(element);
        } catch (RuntimeException ex) {
            // Not known yet: the method may complete what the key is made of.
            return new Object();
        }
    }

    @Override
    public boolean keysAreDistinct() {
        return distinctKeys;
    }

    @Override
    public boolean areKeys(@Nullable Object[] elements) {
        if (!bound.simpleKey() && !bound.expressions().keyIsElement()) {
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
        return bound.expressions().unconditional();
    }

    @Override
    public boolean passes(@Nullable Object element) {
        return (keptVerdicts == null)
                ? evaluator().condition(element)
                : keptVerdicts.computeIfAbsent(element, evaluator()::condition);
    }

    @Override
    public @Nullable Boolean foresee(@Nullable Object element) {
        return (keptVerdicts == null)
                ? evaluator().foresee(element)
                : keptVerdicts.computeIfAbsent(element, evaluator()::foresee);
    }

    @Override
    public boolean passes(@Nullable Object element, @Nullable Object result) {
        return (keptVerdicts == null)
                ? evaluator().condition(element, result)
                : keptVerdicts.computeIfAbsent(element, any -> evaluator().condition(any, result));
    }

    @Override
    public boolean mayReject() {
        return bound.expressions().mayReject();
    }

    @Override
    public boolean rejects(@Nullable Object element, @Nullable Object value) {
        return bound.expressions().mayReject() && evaluator().unless(element, value);
    }

    @Override
    public boolean keyNeedsResult() {
        return bound.operation().afterInvocation() && bound.expressions().keyUsesResult();
    }

    @Override
    public Object key(@Nullable Object element) {
        if (element != null && isKey(element)) {
            return element;
        }
        return (keptKeys == null) ? newKey(element) : keptKeys.computeIfAbsent(element, this::newKey);
    }

    private Object newKey(@Nullable Object element) {
        return required(
                bound.expressions().hasKey()
                        ? evaluator().key(element)
                        : generated().of(element));
    }

    @Override
    public Object key(@Nullable Object element, @Nullable Object result) {
        if (element != null && isKey(element)) {
            return element;
        }
        return (keptKeys == null)
                ? newKey(element, result)
                : keptKeys.computeIfAbsent(element, any -> newKey(any, result));
    }

    private Object newKey(@Nullable Object element, @Nullable Object result) {
        return required(
                bound.expressions().hasKey()
                        ? evaluator().key(element, result)
                        : generated().of(element));
    }

    @Override
    public @Nullable Object foreseeKey(@Nullable Object element) {
        if (!bound.expressions().hasKey()) {
            return key(element);
        }
        return evaluator().foreseeKey(element);
    }

    private ElementEvaluator evaluator() {
        if (evaluator == null) {
            evaluator = newEvaluator.get();
        }
        return evaluator;
    }

    private OperationBinding.ElementKeys generated() {
        if (generated == null) {
            generated = newKeys.get();
        }
        return generated;
    }

    private boolean isKey(Object element) {
        return bound.simpleKey()
                ? !element.getClass().isArray()
                : bound.expressions().keyIsElement();
    }

    private Object required(@Nullable Object key) {
        if (key == null) {
            throw new IllegalArgumentException(
                    ("Null key returned for cache operation [%s]. If you are using named parameters, ensure that the"
                                    + " compiler uses the '-parameters' flag.")
                            .formatted(bound.operation().source()));
        }
        return key;
    }
}
