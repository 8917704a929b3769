package io.github.ms100.cacheasmulti.internal.metrics;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts what batches do in the registries that it is bound to (O1 to O5), of which there is nearly always one. What happens
 * before it is bound is not counted. Thread-safe.
 */
public final class BatchMeters implements BatchListener, MeterBinder {

    private final Supplier<Stream<DeclaredMethods>> methods;

    private final ObservedCaches caches;

    private final List<RegistryMeters> bound = new CopyOnWriteArrayList<>();

    /** Channels whose copies are not served, as they are not at the start: registries that are bound later are told. */
    private final Set<String> unvalidated = new HashSet<>();

    /**
     * Creates meters that are bound to no registry.
     *
     * @param methods knows the methods whose meters are there from the start; asked when it is bound
     * @param caches knows the caches of the application
     */
    public BatchMeters(Supplier<Stream<DeclaredMethods>> methods, ObservedCaches caches) {
        this.methods = methods;
        this.caches = caches;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        RegistryMeters meters = new RegistryMeters(registry, caches);
        methods.get().flatMap(family -> family.declared().stream()).forEach(meters::declare);
        synchronized (unvalidated) {
            unvalidated.forEach(meters::onUnvalidated);
            bound.add(meters);
        }
    }

    @Override
    public void onCall(Call call) {
        tell(meters -> meters.onCall(call));
    }

    @Override
    public void onLookup(Lookup lookup) {
        tell(meters -> meters.onLookup(lookup));
    }

    @Override
    public void onLoad(Load load) {
        tell(meters -> meters.onLoad(load));
    }

    @Override
    public void onWait(Wait wait) {
        tell(meters -> meters.onWait(wait));
    }

    @Override
    public void onStore(Store store) {
        tell(meters -> meters.onStore(store));
    }

    @Override
    public void onEvict(Evict evict) {
        tell(meters -> meters.onEvict(evict));
    }

    @Override
    public void onClear(Clear clear) {
        tell(meters -> meters.onClear(clear));
    }

    @Override
    public void onLocalLookup(LocalLookup lookup) {
        tell(meters -> meters.onLocalLookup(lookup));
    }

    @Override
    public void onMessage(Message message) {
        tell(meters -> meters.onMessage(message));
    }

    @Override
    public void onGap(String channel) {
        tell(meters -> meters.onGap(channel));
    }

    @Override
    public void onUnvalidated(String channel) {
        synchronized (unvalidated) {
            unvalidated.add(channel);
            tell(meters -> meters.onUnvalidated(channel));
        }
    }

    @Override
    public void onValidated(String channel, Duration time) {
        synchronized (unvalidated) {
            unvalidated.remove(channel);
            tell(meters -> meters.onValidated(channel, time));
        }
    }

    private void tell(Consumer<BatchListener> event) {
        bound.forEach(event);
    }
}
