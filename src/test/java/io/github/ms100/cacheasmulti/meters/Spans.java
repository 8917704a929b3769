package io.github.ms100.cacheasmulti.meters;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Spans as an application with Micrometer Tracing and OpenTelemetry exports them. */
final class Spans implements AutoCloseable {

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();

    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build();

    private final Tracer tracer = new OtelTracer(provider.get("tests"), new OtelCurrentTraceContext(), event -> {});

    /** Returns a registry whose observations are spans. */
    ObservationRegistry registry() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        return registry;
    }

    /** Does something within a span that is not of an observation. */
    void within(String name, Runnable body) {
        Span span = tracer.nextSpan().name(name).start();
        try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
            body.run();
        } finally {
            span.end();
        }
    }

    /** Returns the id of the current span; empty if there is none. */
    String current() {
        Span current = tracer.currentSpan();
        return (current == null) ? "" : current.context().spanId();
    }

    /** Returns the names of all spans, in the order in which they have ended. */
    List<String> names() {
        return ended.getFinishedSpanItems().stream().map(SpanData::getName).toList();
    }

    /** Returns the only span of that name. */
    SpanData only(String name) {
        List<SpanData> named = ended.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        if (named.size() != 1) {
            throw new AssertionError("Not one span " + name + ", but " + named.size() + " of " + names());
        }
        return named.get(0);
    }

    /** Returns the tags of the only span of that name. */
    Map<String, Object> tags(String name) {
        Map<String, Object> tags = new TreeMap<>();
        for (Map.Entry<AttributeKey<?>, Object> tag :
                only(name).getAttributes().asMap().entrySet()) {
            tags.put(tag.getKey().getKey(), tag.getValue());
        }
        return tags;
    }

    @Override
    public void close() {
        provider.close();
    }
}
