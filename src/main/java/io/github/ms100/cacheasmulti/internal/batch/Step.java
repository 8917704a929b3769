package io.github.ms100.cacheasmulti.internal.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one call: its caches, its rules, and what they said. A condition is judged once per element; a key
 * made at the lookup is kept for the put.
 */
public abstract sealed class Step {

    final ElementRules rules;

    final List<BatchCache> caches;

    private byte @Nullable [] verdicts;

    Step(ElementRules rules, List<BatchCache> caches) {
        this.rules = rules;
        this.caches = caches;
    }

    /** Judges the condition with the result of the element, unless it has been judged before. */
    final boolean passes(int index, @Nullable Object[] elements, @Nullable Object result) {
        if (rules.unconditional()) {
            return true;
        }
        byte[] known = verdicts(elements.length);
        if (known[index] == 0) {
            remember(index, rules.passes(elements[index], result));
        }
        return known[index] > 0;
    }

    final boolean passes(int index, @Nullable Object[] elements) {
        if (rules.unconditional()) {
            return true;
        }
        byte[] known = verdicts(elements.length);
        if (known[index] == 0) {
            remember(index, rules.passes(elements[index]));
        }
        return known[index] > 0;
    }

    final void remember(int index, boolean passes) {
        if (verdicts != null) {
            verdicts[index] = (byte) (passes ? 1 : -1);
        }
    }

    final byte[] verdicts(int size) {
        byte[] known = verdicts;
        if (known == null) {
            known = new byte[size];
            verdicts = known;
        }
        return known;
    }

    /** Looks elements up, and stores those it had to load. */
    public static final class Read extends Step {

        private @Nullable Object @Nullable [] keys;

        /** Creates a step of a call. */
        public Read(ElementRules rules, List<BatchCache> caches) {
            super(rules, caches);
        }

        Object key(int index, @Nullable Object[] elements) {
            @Nullable Object[] known = keys;
            if (known == null) {
                known = new Object[elements.length];
                keys = known;
            }
            Object key = known[index];
            if (key == null) {
                key = rules.key(elements[index]);
                known[index] = key;
            }
            return key;
        }
    }

    /** Stores results. */
    public static final class Write extends Step {

        /** Creates a step of a call. */
        public Write(ElementRules rules, List<BatchCache> caches) {
            super(rules, caches);
        }

        /** Returns whether the element must be loaded even if a cache knows it. */
        boolean forcesLoad(int index, @Nullable Object[] elements) {
            if (rules.unconditional()) {
                return true;
            }
            if (verdicts(elements.length)[index] == 0) {
                ElementRules.Foresight foresight = rules.foresee(elements[index]);
                if (foresight == ElementRules.Foresight.UNKNOWN) {
                    return true;
                }
                remember(index, foresight == ElementRules.Foresight.PASSES);
            }
            return verdicts(elements.length)[index] > 0;
        }
    }

    /** Evicts elements, or everything. */
    public static final class Evict extends Step {

        final boolean allEntries;

        final boolean beforeInvocation;

        /** Creates a step of a call. */
        public Evict(ElementRules rules, List<BatchCache> caches, boolean allEntries, boolean beforeInvocation) {
            super(rules, caches);
            this.allEntries = allEntries;
            this.beforeInvocation = beforeInvocation;
        }
    }
}
