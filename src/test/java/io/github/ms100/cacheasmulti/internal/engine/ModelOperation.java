package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a call, as its single method would have it. What it says of an element or a value is a bit of a mask;
 * values end with the number of the element they were made for.
 *
 * @param keys by element
 * @param condition which elements take part; all if negative
 * @param conditionOfResult for which values elements take part; for all if negative
 * @param unless which values are not stored; none if zero
 * @param caches by their place
 * @param arguments what the caller passed as values, by element
 */
record ModelOperation(
        Kind kind,
        List<Integer> keys,
        int condition,
        int conditionOfResult,
        int unless,
        List<Integer> caches,
        List<String> arguments) {

    /** In the order in which they take place. */
    enum Kind {
        EVICT_BEFORE,
        CLEAR_BEFORE,
        PASS_BEFORE,
        READ,
        READ_ALWAYS_LOADED,
        PUT,
        PASS_AFTER,
        EVICT_AFTER,
        CLEAR_AFTER;

        boolean reads() {
            return this == READ || this == READ_ALWAYS_LOADED;
        }

        boolean isBefore() {
            return ordinal() < READ.ordinal();
        }
    }

    /** The bit of {@code null}. */
    static final int NULL = 3;

    boolean passes(int element) {
        return condition < 0 || (condition >> element & 1) != 0;
    }

    boolean passes(int element, @Nullable Object result) {
        return passes(element) && (conditionOfResult < 0 || holds(conditionOfResult, result));
    }

    /** Returns whether it is certain, before the result is known, that the element takes no part. */
    boolean isOutBefore(int element) {
        return conditionOfResult < 0 && !passes(element);
    }

    boolean rejects(@Nullable Object value) {
        return holds(unless, value);
    }

    private static boolean holds(int mask, @Nullable Object value) {
        int bit = (value == null) ? NULL : Character.digit(value.toString().charAt(1), 10);
        return (mask >> bit & 1) != 0;
    }

    /** Returns the operation as the engine knows it. */
    Step step(Batches batches, List<FakeView> views) {
        int count = keys.size();
        Object[] elements = Batches.elements(count);
        List<CallCache> own =
                caches.stream().map(views::get).map(batches::cache).toList();
        FakeRules rules = rules();
        Step.Moment moment = kind.isBefore() ? Batches.BEFORE : Batches.AFTER;
        return switch (kind) {
            case READ, READ_ALWAYS_LOADED -> new ReadStep(rules, own, elements, kind != Kind.READ, null);
            case PUT -> new Step.Write(rules, own, elements);
            case PASS_BEFORE, PASS_AFTER -> new Step.ArgumentWrite(rules, own, elements, arguments.toArray(), moment);
            case EVICT_BEFORE, EVICT_AFTER -> new Step.Evict(rules, own, elements, false, moment);
            case CLEAR_BEFORE, CLEAR_AFTER -> new Step.Evict(rules, own, elements, true, moment);
        };
    }

    private FakeRules rules() {
        FakeRules rules = FakeRules.keys(keys.toArray());
        if (condition >= 0) {
            rules.condition(element -> passes((Integer) element));
        }
        if (conditionOfResult >= 0) {
            rules.conditionOfResult(result -> holds(conditionOfResult, result));
        }
        if (unless != 0) {
            rules.unless(this::rejects);
        }
        return rules;
    }

    /** Chooses who shares keys with whom. */
    static List<Integer> someKeys(Choices choices, int count) {
        Integer[] keys = new Integer[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            keys[i] = choices.of(next + 1);
            next = Math.max(next, keys[i] + 1);
        }
        return Arrays.asList(keys);
    }
}
