package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules of elements that are their own indexes, each as it would be without a batch. */
class FakeRules implements ElementRules {

    /** By element. */
    private final Object[] keys;

    /** {@code null} if every element takes part. */
    @Nullable
    Predicate<Object> condition;

    /** {@code null} if the condition does not look at the result. */
    @Nullable
    Predicate<@Nullable Object> conditionOfResult;

    /** {@code null} if every value is stored. */
    @Nullable
    Predicate<@Nullable Object> unless;

    /** {@code null} if the key does not look at the result. */
    @Nullable
    IntFunction<Object> keyOfResult;

    /** Whether nobody knows that the keys are distinct, even if they are. */
    boolean keysMayBeEqual;

    /** Each element as often as its key has been made, or its condition judged. */
    final StringBuilder asked = new StringBuilder();

    private final boolean distinct;

    FakeRules(Object... keys) {
        this.keys = keys;
        this.distinct = new HashSet<>(Arrays.asList(keys)).size() == keys.length;
    }

    int size() {
        return keys.length;
    }

    static FakeRules keys(Object... keys) {
        return new FakeRules(keys);
    }

    FakeRules condition(Predicate<Object> condition) {
        this.condition = condition;
        return this;
    }

    FakeRules conditionOfResult(Predicate<@Nullable Object> conditionOfResult) {
        this.conditionOfResult = conditionOfResult;
        return this;
    }

    FakeRules unless(Predicate<@Nullable Object> unless) {
        this.unless = unless;
        return this;
    }

    @Override
    public boolean keysAreDistinct() {
        return !keysMayBeEqual && keyOfResult == null && distinct;
    }

    @Override
    public boolean areKeys(@Nullable Object[] elements) {
        return Arrays.equals(elements, keys);
    }

    @Override
    public boolean unconditional() {
        return condition == null && conditionOfResult == null;
    }

    @Override
    public boolean passes(@Nullable Object element) {
        asked.append('c').append(element);
        return condition == null || condition.test(element);
    }

    @Override
    public @Nullable Boolean foresee(@Nullable Object element) {
        return (conditionOfResult == null) ? (Boolean) passes(element) : null;
    }

    @Override
    public boolean passes(@Nullable Object element, @Nullable Object result) {
        return (conditionOfResult == null) ? passes(element) : conditionOfResult.test(result);
    }

    @Override
    public boolean mayReject() {
        return unless != null;
    }

    @Override
    public boolean rejects(@Nullable Object element, @Nullable Object value) {
        return unless != null && unless.test(value);
    }

    @Override
    public boolean keyNeedsResult() {
        return keyOfResult != null;
    }

    @Override
    public Object key(@Nullable Object element) {
        asked.append('k').append(element);
        return keys[(Integer) element];
    }

    @Override
    public Object key(@Nullable Object element, @Nullable Object result) {
        return (keyOfResult == null)
                ? key(element)
                : keyOfResult.apply(String.valueOf(result).length());
    }

    @Override
    public @Nullable Object foreseeKey(@Nullable Object element) {
        return (keyOfResult == null) ? key(element) : null;
    }
}
