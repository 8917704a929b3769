package io.github.ms100.cacheasmulti.internal.method;

import java.util.function.Predicate;

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
