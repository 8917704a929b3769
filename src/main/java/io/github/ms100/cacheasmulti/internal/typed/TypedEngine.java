package io.github.ms100.cacheasmulti.internal.typed;

import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.LaterScope;
import io.github.ms100.cacheasmulti.internal.engine.Loading;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.util.function.SingletonSupplier;

/** What all calls of typed caches share; the application's error handler is asked for at the first. Thread-safe. */
final class TypedEngine {

    private final BatchEngine engine;

    private final Supplier<Guard> guard;

    private final Loading loading;

    private final Loading loadingLater;

    TypedEngine(
            BatchEngine engine,
            Supplier<CacheErrorHandler> errorHandler,
            Function<CacheErrorHandler, CoolDown> coolDowns) {
        this.engine = engine;
        this.guard = SingletonSupplier.of(() -> {
            CacheErrorHandler handler = errorHandler.get();
            return engine.guard(handler, coolDowns.apply(handler));
        });
        this.loading = engine.loading(0, true, false);
        this.loadingLater = engine.loading(0, true, true);
    }

    BatchEngine engine() {
        return engine;
    }

    /** Returns how keys are loaded: as by a {@code sync} method (S19). */
    Loading loading(boolean later) {
        return later ? loadingLater : loading;
    }

    /** Returns access to caches. */
    Guard guard() {
        return guard.get();
    }

    /** Returns what an asynchronous call takes along that is made now, in this thread. */
    LaterScope scope() {
        return engine.scope();
    }
}
