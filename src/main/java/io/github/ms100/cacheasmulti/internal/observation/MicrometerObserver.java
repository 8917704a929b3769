package io.github.ms100.cacheasmulti.internal.observation;

import io.github.ms100.cacheasmulti.internal.call.BatchObserver;
import io.github.ms100.cacheasmulti.observation.BatchCallContext;
import io.github.ms100.cacheasmulti.observation.BatchCallConvention;
import io.github.ms100.cacheasmulti.observation.BatchLoadContext;
import io.github.ms100.cacheasmulti.observation.BatchLoadConvention;
import io.github.ms100.cacheasmulti.observation.BatchObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Observes runs of batch methods, and calls if asked to, in a registry of Micrometer (O6). Thread-safe. */
public final class MicrometerObserver implements BatchObserver {

    private final Supplier<ObservationRegistry> registry;

    private final Named<BatchLoadConvention> loads;

    private final @Nullable Named<BatchCallConvention> calls;

    /**
     * Creates an observer.
     *
     * @param registry asked at each call: beans that cache are made before it is complete
     * @param loads names runs of methods
     * @param calls names calls; {@code null} if they are not observed
     */
    public MicrometerObserver(
            Supplier<ObservationRegistry> registry,
            Named<BatchLoadConvention> loads,
            @Nullable Named<BatchCallConvention> calls) {
        this.registry = registry;
        this.loads = loads;
        this.calls = calls;
    }

    @Override
    public @Nullable Observed call(
            Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
        ObservationRegistry now = registry.get();
        if (calls == null || now.isNoop()) {
            return null;
        }
        BatchCallContext call = new BatchCallContext(method, unmodifiable(elements));
        return observed(
                BatchObservation.CALL.observation(calls.own(), calls.otherwise(), () -> call, now), null, context);
    }

    @Override
    public @Nullable Observed load(
            Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
        ObservationRegistry now = registry.get();
        if (now.isNoop()) {
            return null;
        }
        BatchLoadContext load = new BatchLoadContext(method, unmodifiable(elements));
        return observed(
                BatchObservation.LOAD.observation(loads.own(), loads.otherwise(), () -> load, now), load, context);
    }

    /** Starts an observation; {@code null} if it has been switched off. Its parent is that of reactive code, else that of the thread. */
    private static @Nullable Observed observed(
            Observation observation, @Nullable BatchLoadContext load, UnaryOperator<@Nullable Object> context) {
        if (observation.isNoop()) {
            return null;
        }
        if (context.apply(ObservationThreadLocalAccessor.KEY) instanceof Observation parent) {
            observation.parentObservation(parent);
        }
        return new ObservedBatch(observation.start(), load);
    }

    private static List<@Nullable Object> unmodifiable(@Nullable Object[] elements) {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    /**
     * How something is named.
     *
     * @param own the application's convention for it; {@code null} if there is none, so that one for everything in the registry may
     *     name it
     * @param otherwise the default
     */
    public record Named<C>(@Nullable C own, C otherwise) {}

    private record ObservedBatch(
            Observation observation, @Nullable BatchLoadContext load) implements Observed {

        @Override
        public <T extends @Nullable Object> T within(Body<T> body) throws Throwable {
            Observation.Scope scope = observation.openScope();
            T result;
            try {
                result = body.run();
            } catch (Throwable failure) {
                scope.close();
                failed(failure);
                throw failure;
            }
            scope.close();
            return result;
        }

        /** As Micrometer's context propagation has it. */
        @Override
        public Map<?, ?> context() {
            return Map.of(ObservationThreadLocalAccessor.KEY, observation);
        }

        @Override
        public void failed(Throwable failure) {
            observation.error(failure);
            observation.stop();
        }

        @Override
        public void ended(int found, int missing) {
            if (load != null && found >= 0) {
                load.setResult(found, missing);
            }
            observation.stop();
        }
    }
}
