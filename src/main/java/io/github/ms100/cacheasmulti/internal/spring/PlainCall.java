package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheOperationInvoker;

/** The call of one plain method; what is done with its result is part of it, also when that comes later, in another thread. */
final class PlainCall implements AutoCloseable {

    private static final boolean REACTOR = OptionalLibrary.REACTOR.isPresent();

    private final CallScope scope;

    private final Executor within;

    /** What comes later; {@code null} if nothing does. */
    private volatile @Nullable Later later;

    private PlainCall(CallScope scope) {
        this.scope = scope;
        this.within = CallScope.carrier();
    }

    /**
     * Enters a call, to be closed when it returns.
     *
     * @param begun the moment before it looks up, if it loads and puts nothing else; else {@link CallScope#NO_LOAD}
     */
    static PlainCall enter(long begun) {
        return new PlainCall(CallScope.loading(begun));
    }

    /** Returns an invoker for Spring: what it returns, and comes later, is known to be the result of this call. */
    CacheOperationInvoker invoker(CacheOperationInvoker method) {
        return () -> {
            Object returned = method.invoke();
            if (returned == null) {
                return null;
            }
            Object seen = (returned instanceof CompletableFuture<?> future)
                    ? new PlainFuture<>(future, within)
                    : signals(returned);
            if (seen != returned) {
                later = new Later(returned, seen);
            }
            return seen;
        };
    }

    private Object signals(Object returned) {
        return REACTOR ? PlainSignals.of(returned, within) : returned;
    }

    /** Returns what the caller gets: where Spring would return a result as it is, the method's own. */
    @Nullable
    Object result(@Nullable Object result) {
        Later known = later;
        return (known != null && result == known.seen) ? known.returned : result;
    }

    @Override
    public void close() {
        scope.close();
    }

    /**
     * A result that comes later.
     *
     * @param returned what the method has returned
     * @param seen the same, as Spring sees it
     */
    private record Later(Object returned, Object seen) {}
}
