package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.event.BatchStatistics.OfCache;
import io.github.ms100.cacheasmulti.event.BatchStatistics.OfMethod;
import io.github.ms100.cacheasmulti.event.BatchStatistics.Period;
import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Adds up what batches do, by method and by cache (O7): numbers are added to without a lock, and never go back. Thread-safe;
 * {@link #take} is for one thread.
 */
public final class BatchNumbers implements BatchListener {

    private static final Comparator<Lately<OfMethod>> BY_METHOD = Comparator.comparing((Lately<OfMethod> it) ->
                    it.total().method().getDeclaringClass().getName())
            .thenComparing(it -> it.total().method().toString());

    private static final Comparator<Lately<OfCache>> BY_CACHE = Comparator.comparing(
                    (Lately<OfCache> it) -> it.total().name())
            .thenComparing(it -> it.total().manager());

    private final LongSupplier clock;

    private final long started;

    private long before;

    private final Map<Method, MethodNumbers> methods = new ConcurrentHashMap<>();

    private final Map<CacheIdentity, CacheNumbers> caches = new ConcurrentHashMap<>();

    private final KnownCaches<CacheNumbers> knownCaches;

    /**
     * Begins at zero.
     *
     * @param application knows the caches
     * @param clock the time, in nanoseconds
     */
    public BatchNumbers(ObservedCaches application, LongSupplier clock) {
        this.clock = clock;
        this.started = clock.getAsLong();
        this.before = started;
        this.knownCaches = new KnownCaches<>(cache -> of(application.identityOf(cache)));
    }

    private CacheNumbers of(CacheIdentity identity) {
        return caches.computeIfAbsent(ObservedCaches.orOthers(identity, caches), CacheNumbers::new);
    }

    private MethodNumbers of(Method method) {
        return methods.computeIfAbsent(method, MethodNumbers::new);
    }

    /** Returns what has been done since this was called before, and since the start. */
    BatchStatistics take() {
        long now = clock.getAsLong();
        List<Lately<OfMethod>> takenMethods = new ArrayList<>();
        methods.values().forEach(method -> takenMethods.add(method.take()));
        List<Lately<OfCache>> takenCaches = new ArrayList<>();
        caches.values().forEach(cache -> takenCaches.add(cache.take()));
        takenMethods.removeIf(method -> isIdle(method.interval()));
        takenCaches.removeIf(cache -> isIdle(cache.interval()));
        takenMethods.sort(BY_METHOD);
        takenCaches.sort(BY_CACHE);
        Period interval = new Period(
                Duration.ofNanos(now - before),
                takenMethods.stream().map(Lately::interval).toList(),
                takenCaches.stream().map(Lately::interval).toList());
        Period total = new Period(
                Duration.ofNanos(now - started),
                takenMethods.stream().map(Lately::total).toList(),
                takenCaches.stream().map(Lately::total).toList());
        before = now;
        return new BatchStatistics(interval, total);
    }

    /** Returns what a method has done since the start: nothing, if it has not been called. */
    public OfMethod total(Method method) {
        MethodNumbers known = methods.get(method);
        return (known == null ? new MethodNumbers(method) : known).look();
    }

    /** Returns what has been done with a cache since the start: nothing, if it has not been asked. */
    public OfCache total(CacheIdentity cache) {
        CacheNumbers known = caches.get(cache);
        return (known == null ? new CacheNumbers(cache) : known).look();
    }

    /** Returns the caches that something has been done with. */
    public Set<CacheIdentity> caches() {
        return Set.copyOf(caches.keySet());
    }

    // What was called in one interval may load in the next.
    private static boolean isIdle(OfMethod method) {
        return method.calls() + method.loads() + method.found() + method.missing() + method.waits() + method.coalesced()
                == 0;
    }

    private static boolean isIdle(OfCache cache) {
        long keys =
                cache.hits() + cache.misses() + cache.errors() + cache.bypassed() + cache.stored() + cache.removed();
        return keys + cache.gets().count() + cache.puts().count() + cache.localHits() + cache.localMisses() == 0;
    }

    @Override
    public void onCall(Call call) {
        of(call.method()).called(call.elements());
    }

    @Override
    public void onLookup(Lookup lookup) {
        knownCaches.of(lookup.cache()).lookedUp(lookup);
    }

    @Override
    public void onLoad(Load load) {
        of(load.method()).loaded(load);
    }

    @Override
    public void onWait(Wait wait) {
        of(wait.method()).waited(wait);
    }

    @Override
    public void onStore(Store store) {
        knownCaches.of(store.cache()).stored(store);
    }

    @Override
    public void onEvict(Evict evict) {
        knownCaches.of(evict.cache()).evicted(evict);
    }

    @Override
    public void onLocalLookup(LocalLookup lookup) {
        knownCaches.of(lookup.cache()).lookedUpHere(lookup);
    }
}
