package io.github.ms100.cacheasmulti.internal.method;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.BasicOperation;

/** One cache operation of a batch method: what is looked up, stored or evicted for each element. */
public sealed interface BatchOperation {

    /** Returns the operation as its annotation declared it: what cache resolvers are given and messages show. */
    BasicOperation source();

    /** Returns its expressions. */
    default Expressions expressions() {
        return Expressions.NONE;
    }

    /** Returns whether it takes place when the method has returned, and so knows the result. */
    boolean afterInvocation();

    /** Calls the method of a handler that is about this kind. */
    <T> T dispatch(Handler<T> handler);

    /**
     * Looks elements up before the method runs, and stores what it loaded.
     *
     * @param skipsLookup whether every element is loaded, whatever the caches hold
     * @param cachedExceptions which exceptions of the method are stored and thrown again; {@code null} if none
     * @param sync whether of overlapping calls each key is loaded by one
     */
    record Read(
            BasicOperation source,
            Expressions expressions,
            boolean skipsLookup,
            @Nullable Predicate<Throwable> cachedExceptions,
            boolean sync)
            implements BatchOperation {

        @Override
        public boolean afterInvocation() {
            return false;
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.read(this);
        }
    }

    /** Stores what the method returned. */
    record Write(BasicOperation source, Expressions expressions) implements BatchOperation {

        @Override
        public boolean afterInvocation() {
            return true;
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.write(this);
        }
    }

    /** Stores the values of the batch parameter, a map. */
    record ArgumentWrite(BasicOperation source, Timing timing) implements BatchOperation {

        @Override
        public boolean afterInvocation() {
            return !timing.beforeInvocation();
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.argumentWrite(this);
        }
    }

    /** Evicts elements, or everything if {@code allEntries}. */
    record Evict(BasicOperation source, Expressions expressions, boolean allEntries, Timing timing)
            implements BatchOperation {

        @Override
        public boolean afterInvocation() {
            return !timing.beforeInvocation();
        }

        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.evict(this);
        }
    }

    /** Does something about an operation, whichever of them it is. */
    interface Handler<T> {

        T read(Read operation);

        T write(Write operation);

        T argumentWrite(ArgumentWrite operation);

        T evict(Evict operation);
    }

    /**
     * When an operation takes place that does not depend on what the caches hold.
     *
     * @param beforeInvocation whether before the method runs, and not after it returned
     * @param afterFailure whether also after the method threw the given exception; not asked if before the invocation
     */
    public record Timing(boolean beforeInvocation, Predicate<Throwable> afterFailure) {

        /** Returns a timing that knows no failures: an operation after the invocation needs a method that returns. */
        public static Timing of(boolean beforeInvocation) {
            return new Timing(beforeInvocation, failure -> false);
        }
    }

    /**
     * What one operation says in SpEL; an empty text means that it says nothing.
     *
     * @param key makes the key; if empty, a key generator does
     * @param condition must hold for an element to take part
     * @param unless keeps an element's value out of the cache if it holds
     */
    public record Expressions(String key, String condition, String unless) {

        /** No expression at all, as the JSR-107 annotations know none. */
        public static final Expressions NONE = new Expressions("", "", "");
    }
}
