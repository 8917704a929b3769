package io.github.ms100.cacheasmulti.benchmarks;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** What an application makes of observations. */
public enum ObservedBy {

    /** A timer for each name and its tags. */
    METERS {
        @Override
        void handle(ObservationRegistry registry) {
            registry.observationConfig()
                    .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
        }
    },

    /** A span of OpenTelemetry, all of them recorded and none exported. */
    SPANS {
        @Override
        void handle(ObservationRegistry registry) {
            io.opentelemetry.api.trace.Tracer recorder = SdkTracerProvider.builder()
                    .addSpanProcessor(new Discarded())
                    .build()
                    .get("benchmarks");
            Tracer tracer = new OtelTracer(recorder, new OtelCurrentTraceContext(), event -> {});
            OtelPropagator propagator = new OtelPropagator(
                    ContextPropagators.create(W3CTraceContextPropagator.getInstance()), recorder);
            registry.observationConfig()
                    .observationHandler(new FirstMatchingCompositeObservationHandler(
                            new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                            new DefaultTracingObservationHandler(tracer)));
        }
    };

    abstract void handle(ObservationRegistry registry);

    ObservationRegistry registry() {
        ObservationRegistry registry = ObservationRegistry.create();
        handle(registry);
        return registry;
    }

    private static final class Discarded implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
