package io.github.ms100.cacheasmulti.internal.metrics;

import io.github.ms100.cacheasmulti.event.BatchListener.Clear;
import io.github.ms100.cacheasmulti.event.BatchListener.Evict;
import io.github.ms100.cacheasmulti.event.BatchListener.LocalLookup;
import io.github.ms100.cacheasmulti.event.BatchListener.Lookup;
import io.github.ms100.cacheasmulti.event.BatchListener.Store;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** What batches do with one cache (O2, O4). Its counters are there, at zero, from the start (O3). Thread-safe. */
final class CacheMeters {

    private final MeterRegistry registry;

    private final Tags tags;

    private final Counter hits;

    private final Counter misses;

    private final Counter errors;

    private final Counter bypassed;

    private final Counter rechecks;

    private final Counter stored;

    private final Counter notStored;

    private final Counter refused;

    private final Counter removed;

    private final Counter notRemoved;

    private final RequestTimers getRequests;

    private final RequestTimers putRequests;

    private final RequestTimers removeRequests;

    private final RequestTimers clearRequests;

    private volatile @Nullable LocalLookups localLookups;

    /** One that was seen. */
    private volatile Reference<Cache> cache = new WeakReference<>(null);

    /**
     * Creates the meters of a cache.
     *
     * @param tags name it
     * @param coolDown knows whether it is spared
     */
    CacheMeters(MeterRegistry registry, Tags tags, CoolDown coolDown) {
        this.registry = registry;
        this.tags = tags;
        this.hits = gets("hit");
        this.misses = gets("miss");
        this.errors = gets("error");
        this.bypassed = gets("bypassed");
        this.rechecks = Counter.builder("cache.batch.rechecks")
                .description("Keys looked up once more, because another call has loaded them meanwhile.")
                .tags(tags)
                .register(registry);
        this.stored = puts("success");
        this.notStored = puts("failure");
        this.refused = puts("refused");
        this.removed = removals("success");
        this.notRemoved = removals("failure");
        this.getRequests = requests("get");
        this.putRequests = requests("put");
        this.removeRequests = requests("remove");
        this.clearRequests = requests("clear");
        if (coolDown != CoolDown.NONE) {
            Gauge.builder("cache.batch.available", this, meters -> meters.isSpared(coolDown) ? 0 : 1)
                    .description("Whether batches ask the cache: 0 from when it could not be reached until it answers.")
                    .tags(tags)
                    .register(registry);
        }
    }

    // Takes no trial from a call (S28).
    private boolean isSpared(CoolDown coolDown) {
        Cache known = cache.get();
        return known != null && coolDown.isSpared(known);
    }

    /** Takes notice of the cache that they are about. */
    void belongTo(Cache cache) {
        this.cache = new WeakReference<>(cache);
    }

    private Counter gets(String result) {
        return counter("cache.batch.gets", "Distinct keys looked up by batches.", result);
    }

    private Counter puts(String result) {
        return counter("cache.batch.puts", "Entries that batches were to store.", result);
    }

    private Counter removals(String result) {
        return counter("cache.batch.removals", "Keys that batches were to remove.", result);
    }

    private RequestTimers requests(String operation) {
        return new RequestTimers(registry, tags.and("operation", operation));
    }

    private Counter counter(String name, String description, String result) {
        return Counter.builder(name)
                .description(description)
                .tags(tags)
                .tag("result", result)
                .register(registry);
    }

    void lookedUp(Lookup lookup) {
        if (lookup.again()) {
            rechecks.increment(lookup.keys());
        } else {
            add(hits, lookup.hits());
            add(misses, lookup.misses());
            add(errors, lookup.failures());
            add(bypassed, lookup.bypassed() ? lookup.keys() - lookup.hits() : 0);
        }
        if (!lookup.bypassed()) {
            getRequests.record(lookup.looped(), lookup.keys(), lookup.failures(), lookup.time());
        }
    }

    void stored(Store store) {
        int asked = store.entries() - store.refused();
        add(stored, asked - store.failures());
        add(notStored, store.failures());
        add(refused, store.refused());
        if (asked > 0) {
            putRequests.record(store.looped(), asked, store.failures(), store.time());
        }
    }

    void evicted(Evict evict) {
        add(removed, evict.keys() - evict.failures());
        add(notRemoved, evict.failures());
        removeRequests.record(evict.looped(), evict.keys(), evict.failures(), evict.time());
    }

    void cleared(Clear clear) {
        clearRequests.record(false, 1, (clear.failure() == null) ? 0 : 1, clear.time());
    }

    void lookedUpHere(LocalLookup lookup) {
        LocalLookups counters = localLookups();
        add(counters.hits, lookup.hits());
        add(counters.misses, lookup.keys() - lookup.hits());
    }

    /** Makes the counters of its local level, which few caches have. */
    void declareLocalLevel() {
        LocalLookups unused = localLookups();
    }

    private LocalLookups localLookups() {
        LocalLookups known = localLookups;
        if (known == null) {
            known = new LocalLookups(local("hit"), local("miss"));
            localLookups = known;
        }
        return known;
    }

    private Counter local(String result) {
        return counter("cache.batch.local", "Keys looked up among the local copies.", result);
    }

    // Most of them are zero.
    private static void add(Counter counter, int count) {
        if (count > 0) {
            counter.increment(count);
        }
    }

    private record LocalLookups(Counter hits, Counter misses) {}
}
