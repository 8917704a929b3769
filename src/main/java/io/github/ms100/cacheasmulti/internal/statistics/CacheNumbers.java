package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.event.BatchListener.Evict;
import io.github.ms100.cacheasmulti.event.BatchListener.LocalLookup;
import io.github.ms100.cacheasmulti.event.BatchListener.Lookup;
import io.github.ms100.cacheasmulti.event.BatchListener.Store;
import io.github.ms100.cacheasmulti.event.BatchStatistics.Calls;
import io.github.ms100.cacheasmulti.event.BatchStatistics.OfCache;
import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What batches have done with one cache (O4). Thread-safe; events wait for no lock. */
final class CacheNumbers {

    private static final Calls NONE = new Calls(0, Duration.ZERO, Duration.ZERO);

    private final LongAdder hits = new LongAdder();

    private final LongAdder misses = new LongAdder();

    private final LongAdder errors = new LongAdder();

    private final LongAdder bypassed = new LongAdder();

    private final Times gets = new Times();

    private final LongAdder stored = new LongAdder();

    private final Times puts = new Times();

    private final LongAdder removed = new LongAdder();

    private final LongAdder localHits = new LongAdder();

    private final LongAdder localMisses = new LongAdder();

    private OfCache before;

    CacheNumbers(CacheIdentity identity) {
        this.before = new OfCache(identity.manager(), identity.name(), 0, 0, 0, 0, NONE, 0, NONE, 0, 0, 0);
    }

    void lookedUp(Lookup lookup) {
        if (!lookup.again()) {
            hits.add(lookup.hits());
            misses.add(lookup.misses());
            errors.add(lookup.failures());
            bypassed.add(lookup.bypassed() ? lookup.keys() - lookup.hits() : 0);
        }
        if (!lookup.bypassed()) {
            gets.add(lookup.time());
        }
    }

    void stored(Store store) {
        int asked = store.entries() - store.refused();
        stored.add(asked - store.failures());
        if (asked > 0) {
            puts.add(store.time());
        }
    }

    void evicted(Evict evict) {
        removed.add(evict.keys() - evict.failures());
    }

    void lookedUpHere(LocalLookup lookup) {
        localHits.add(lookup.hits());
        localMisses.add(lookup.keys() - lookup.hits());
    }

    /** Returns what there has been since this was called before, and since the start. */
    synchronized Lately<OfCache> take() {
        Times.Taken takenGets = gets.take();
        Times.Taken takenPuts = puts.take();
        OfCache total = total(takenGets, takenPuts);
        Lately<OfCache> lately = new Lately<>(since(before, total, takenGets, takenPuts), total);
        before = total;
        return lately;
    }

    /** Returns what there has been since the start; {@link #take} goes on where it was. */
    synchronized OfCache look() {
        return total(gets.look(), puts.look());
    }

    private OfCache total(Times.Taken takenGets, Times.Taken takenPuts) {
        return new OfCache(
                before.manager(),
                before.name(),
                hits.sum(),
                misses.sum(),
                errors.sum(),
                bypassed.sum(),
                calls(takenGets),
                stored.sum(),
                calls(takenPuts),
                removed.sum(),
                localHits.sum(),
                localMisses.sum());
    }

    private static Calls calls(Times.Taken taken) {
        return new Calls(taken.count(), taken.time(), taken.longestTime());
    }

    private static OfCache since(OfCache before, OfCache total, Times.Taken gets, Times.Taken puts) {
        return new OfCache(
                total.manager(),
                total.name(),
                total.hits() - before.hits(),
                total.misses() - before.misses(),
                total.errors() - before.errors(),
                total.bypassed() - before.bypassed(),
                since(before.gets(), gets),
                total.stored() - before.stored(),
                since(before.puts(), puts),
                total.removed() - before.removed(),
                total.localHits() - before.localHits(),
                total.localMisses() - before.localMisses());
    }

    private static Calls since(Calls before, Times.Taken taken) {
        return new Calls(taken.count() - before.count(), taken.time().minus(before.time()), taken.longestLately());
    }
}
