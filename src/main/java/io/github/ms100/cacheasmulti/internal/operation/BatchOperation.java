package io.github.ms100.cacheasmulti.internal.operation;

import org.springframework.cache.interceptor.BasicOperation;

/** One cache operation of a batch method: what is looked up, stored or evicted for each element. */
public sealed interface BatchOperation {

    /** Returns the operation as its annotation declared it: what cache resolvers are given and messages show. */
    BasicOperation source();

    /** Returns the SpEL expression of the key; empty means that a key generator makes it. */
    String key();

    /** Returns the SpEL expression that must hold for an element to take part; empty means always. */
    String condition();

    /** Returns the SpEL expression that keeps an element's value out of the cache; empty means never. */
    String unless();

    /** Returns whether the key is made, and the condition judged, when the result is known. */
    boolean seesResult();

    /** Looks elements up before the method runs, and stores what it loaded. */
    record Read(BasicOperation source, String key, String condition, String unless) implements BatchOperation {

        @Override
        public boolean seesResult() {
            return false;
        }
    }

    /** Stores what the method returned. */
    record Write(BasicOperation source, String key, String condition, String unless) implements BatchOperation {

        @Override
        public boolean seesResult() {
            return true;
        }
    }

    /** Evicts elements, or everything if {@code allEntries}, before or after the method runs. */
    record Evict(BasicOperation source, String key, String condition, boolean allEntries, boolean beforeInvocation)
            implements BatchOperation {

        @Override
        public String unless() {
            return "";
        }

        @Override
        public boolean seesResult() {
            return !beforeInvocation;
        }
    }
}
