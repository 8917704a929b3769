package io.github.ms100.cacheasmulti.internal.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one call: its caches, its rules, and what they said about each element. A condition is judged once
 * per element; a key made at the lookup is kept for the put.
 */
public abstract sealed class Step permits ReadStep, Step.Write, Step.ArgumentWrite, Step.Evict {

    private static final @Nullable Boolean[] NO_VERDICTS = {};

    final ElementRules rules;

    final List<CallCache> caches;

    final @Nullable Object[] elements;

    /** What the condition said, by element; {@code null} where it has not been judged. Empty if there is none. */
    final @Nullable Boolean[] verdicts;

    /** The keys that have been made, by element; {@code null} before the first is needed. */
    @Nullable
    Object @Nullable [] keys;

    Step(ElementRules rules, List<CallCache> caches, @Nullable Object[] elements) {
        this.rules = rules;
        this.caches = caches;
        this.elements = elements;
        this.verdicts = rules.unconditional() ? NO_VERDICTS : new Boolean[elements.length];
    }

    /**
     * Returns this step for a call that goes on in other threads: keys and conditions are made and judged now, as far as they need no
     * result, and what the keys mean to the caches stays as it is in this thread (A3).
     */
    public final Step detached() {
        foresee();
        for (CallCache cache : caches) {
            if (cache.needsDetaching()) {
                return withState(like(rules, detachedCaches()));
            }
        }
        return this;
    }

    private List<CallCache> detachedCaches() {
        Object[] known = (keys == null)
                ? new Object[0]
                : Arrays.stream(keys).filter(Objects::nonNull).toArray();
        return caches.stream().map(cache -> cache.detached(known)).toList();
    }

    /** Returns this step, which is {@linkplain #detached detached}, once more, for another thread. */
    public final Step again() {
        return withState(
                like(rules.again(), caches.stream().map(CallCache::again).toList()));
    }

    private Step withState(Step like) {
        System.arraycopy(verdicts, 0, like.verdicts, 0, verdicts.length);
        like.keys = (keys == null) ? null : keys.clone();
        return like;
    }

    /** Makes the keys and judges the conditions that need no result. */
    abstract void foresee();

    /** Returns a step of the same kind, with nothing made or judged. */
    abstract Step like(ElementRules rules, List<CallCache> caches);

    /** Makes the keys of elements that may take part when their results are known. */
    final void foreseeKeys() {
        @Nullable Object[] made = madeKeys();
        for (int i = 0; i < elements.length; i++) {
            if (!rules.unconditional() && verdicts[i] == null) {
                verdicts[i] = rules.foresee(elements[i]);
            }
            if (rules.unconditional() || !Boolean.FALSE.equals(verdicts[i])) {
                made[i] = rules.foreseeKey(elements[i]);
            }
        }
    }

    /** Returns the key of an element with its result, unless it has been made before. */
    final Object key(int index, @Nullable Object result) {
        Object known = (keys == null) ? null : keys[index];
        return (known == null) ? rules.key(elements[index], result) : known;
    }

    final @Nullable Object[] madeKeys() {
        if (keys == null) {
            keys = new Object[elements.length];
        }
        return keys;
    }

    /** Judges the condition before the result is known, unless it has been judged before. */
    final boolean passes(int index) {
        if (rules.unconditional()) {
            return true;
        }
        Boolean verdict = verdicts[index];
        if (verdict == null) {
            verdict = rules.passes(elements[index]);
            verdicts[index] = verdict;
        }
        return verdict;
    }

    /** Judges the condition with the result of the element, unless it has been judged before. */
    final boolean passes(int index, @Nullable Object result) {
        if (rules.unconditional()) {
            return true;
        }
        Boolean verdict = verdicts[index];
        if (verdict == null) {
            verdict = rules.passes(elements[index], result);
            verdicts[index] = verdict;
        }
        return verdict;
    }

    /** Returns those of some steps that are of a kind. */
    @SuppressWarnings("unchecked") // all of them are of the kind
    static <S extends Step> List<S> select(List<? extends Step> steps, Class<S> kind) {
        // Of most kinds a method has none, and of one it has all. By index: every call asks, and more than once.
        int count = 0;
        for (int i = 0; i < steps.size(); i++) {
            count += kind.isInstance(steps.get(i)) ? 1 : 0;
        }
        if (count == 0 || count == steps.size()) {
            return (count == 0) ? List.of() : (List<S>) steps;
        }
        List<S> selected = new ArrayList<>(count);
        for (Step step : steps) {
            if (kind.isInstance(step)) {
                selected.add(kind.cast(step));
            }
        }
        return selected;
    }

    /** Stores results. */
    public static final class Write extends Step {

        /** Creates a step of a call. */
        public Write(ElementRules rules, List<CallCache> caches, @Nullable Object[] elements) {
            super(rules, caches, elements);
        }

        /** Returns whether the element must be loaded even if a cache knows it. */
        boolean forcesLoad(int index) {
            if (rules.unconditional()) {
                return true;
            }
            Boolean verdict = rules.foresee(elements[index]);
            verdicts[index] = verdict;
            return verdict == null || verdict;
        }

        @Override
        void foresee() {
            foreseeKeys();
        }

        @Override
        Step like(ElementRules rules, List<CallCache> caches) {
            return new Write(rules, caches, elements);
        }

        /** Returns the key of an element whose result is not known; {@code null} if it needs it, or is excluded. */
        @Nullable
        Object keyWithoutResult(int index) {
            boolean excluded = !rules.unconditional() && Boolean.FALSE.equals(rules.foresee(elements[index]));
            return excluded ? null : rules.foreseeKey(elements[index]);
        }
    }

    /** Stores what the caller passed as the value of each element. */
    public static final class ArgumentWrite extends Step {

        private final @Nullable Object[] values;

        final Moment moment;

        /** Creates a step of a call. */
        public ArgumentWrite(
                ElementRules rules,
                List<CallCache> caches,
                @Nullable Object[] elements,
                @Nullable Object[] values,
                Moment moment) {
            super(rules, caches, elements);
            this.values = values;
            this.moment = moment;
        }

        /** Returns what is stored: each value under the key of its element. */
        KeyedValues entries() {
            KeyedValues entries = new KeyedValues(elements.length, rules.keysAreDistinct());
            for (int i = 0; i < elements.length; i++) {
                entries.add(rules.key(elements[i]), values[i]);
            }
            return entries;
        }

        @Override
        void foresee() {
            // Only JSR-107 has these, whose calls wait.
        }

        @Override
        Step like(ElementRules rules, List<CallCache> caches) {
            return new ArgumentWrite(rules, caches, elements, values, moment);
        }
    }

    /** Evicts elements, or everything. */
    public static final class Evict extends Step {

        final boolean allEntries;

        final Moment moment;

        /** Creates a step of a call. */
        public Evict(
                ElementRules rules,
                List<CallCache> caches,
                @Nullable Object[] elements,
                boolean allEntries,
                Moment moment) {
            super(rules, caches, elements);
            this.allEntries = allEntries;
            this.moment = moment;
        }

        /**
         * Returns the keys to evict, none where everything is; {@code null} if no element takes part.
         *
         * @param values the value of each element; {@code null} if they are not known
         */
        Object @Nullable [] keys(@Nullable Object @Nullable [] values) {
            boolean whole = !allEntries && rules.unconditional() && rules.keysAreDistinct() && rules.areKeys(elements);
            return (whole && !Values.lacks(values)) ? elements : selected(values);
        }

        private Object @Nullable [] selected(@Nullable Object @Nullable [] values) {
            KeyedValues selected = new KeyedValues(elements.length, rules.keysAreDistinct());
            // Without elements only steps are here that need none: those that evict everything.
            boolean any = elements.length == 0 && rules.passes(null);
            for (int i = 0; i < elements.length; i++) {
                Object value = (values == null) ? null : BatchExecution.known(values[i]);
                boolean passes = (values == null) ? passes(i) : values[i] != Values.MISS && passes(i, value);
                any |= passes;
                if (passes && !allEntries) {
                    selected.add(key(i, values != null, value), null);
                }
            }
            return any ? selected.keys() : null;
        }

        private Object key(int index, boolean known, @Nullable Object result) {
            Object made = (keys == null) ? null : keys[index];
            if (made != null) {
                return made;
            }
            return known ? rules.key(elements[index], result) : rules.key(elements[index]);
        }

        @Override
        void foresee() {
            if (!allEntries) {
                foreseeKeys();
                return;
            }
            for (int i = 0; i < verdicts.length; i++) {
                verdicts[i] = rules.foresee(elements[i]);
            }
        }

        @Override
        Step like(ElementRules rules, List<CallCache> caches) {
            return new Evict(rules, caches, elements, allEntries, moment);
        }
    }

    /**
     * When a step takes place that does not depend on what the caches hold.
     *
     * @param before whether before the method runs
     * @param afterFailure if not before: whether also after the method threw the given exception
     */
    public record Moment(boolean before, Predicate<Throwable> afterFailure) {}
}
