package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.ElementsAsKeys;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.Loading;
import io.github.ms100.cacheasmulti.internal.engine.ReadStep;
import io.github.ms100.cacheasmulti.internal.engine.Step;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

/**
 * No operation at all, as before the application is ready for caching: the method loads what it is asked for, in the
 * shapes and the order that it has with a cache (S29).
 *
 * @param plan the method
 * @param declaresKeys whether an operation declares a key or a key generator: none is asked, so equal elements may have
 *     different keys
 */
record UncachedOperations(MethodPlan plan, boolean declaresKeys) implements CallOperations {

    private static final Guard NO_CACHES = new Guard(new SimpleCacheErrorHandler(), CoolDown.NONE, BatchListener.NO_OP);

    @Override
    public boolean seeEqualsAlike() {
        return !declaresKeys;
    }

    @Override
    public void remember() {}

    @Override
    public Object tellApart(@Nullable Object element) {
        // Each may have a key of its own.
        return new Object();
    }

    @Override
    public BatchExecution execution(@Nullable Object[] elements, boolean mayBeEqual) {
        boolean loads = plan.method().reads() && elements.length > 0;
        List<Step> steps =
                loads ? List.of(new ReadStep(ElementsAsKeys.RULES, List.of(), elements, false, null)) : List.of();
        int maxSize = plan.method().annotation().maxLoadSize();
        Loading loading = new Loading(maxSize, StoreIdentities.feed().loads(), null, null, plan.later() != null);
        return new BatchExecution(steps, NO_CACHES, elements, loading);
    }

    @Override
    public boolean areNone() {
        return true;
    }

    @Override
    public Supplier<BatchExecution> executions(@Nullable Object[] elements, boolean mayBeEqual, boolean repeated) {
        return () -> execution(elements, mayBeEqual);
    }
}
