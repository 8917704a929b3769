package io.github.ms100.cacheasmulti.internal.engine;

import org.jspecify.annotations.Nullable;

/** The run of a method that looks nothing up, for all elements, and what has come of it. */
final class OnlyLoad {

    final Loader.Load load;

    @Nullable
    Throwable failure;

    @Nullable
    Object[] values = {};

    /** Whether it has failed, but not for all elements (P4). */
    boolean isPart;

    OnlyLoad(Loader.Load load) {
        this.load = load;
    }

    /** Returns what a call fails by whose caches have failed then: the caller hears of the method's own exception. */
    Throwable thrown(Throwable later) {
        if (failure == null) {
            return later;
        }
        if (later != failure) {
            failure.addSuppressed(later);
        }
        return failure;
    }

    void fail(Throwable cause, Loader loader) {
        failure = cause;
        @Nullable Object[] part = load.partOf(cause);
        if (part != null) {
            isPart = true;
            values = part;
            loader.settle(part);
        }
    }
}
