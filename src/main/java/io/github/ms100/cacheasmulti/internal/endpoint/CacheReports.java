package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Operation;
import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Details;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.OfCache;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Times;
import io.github.ms100.cacheasmulti.internal.statistics.BatchNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.FailureNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.github.ms100.cacheasmulti.internal.store.CacheRefusedException;
import io.github.ms100.cacheasmulti.internal.store.StoreDetails;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Tells what is known of caches, and what has been done with them; asks none of them. Thread-safe. */
final class CacheReports {

    private static final Comparator<CacheIdentity> BY_NAME =
            Comparator.comparing(CacheIdentity::name).thenComparing(CacheIdentity::manager);

    private final KnownMethods methods;

    private final ObservedCaches caches;

    private final Stores stores;

    private final BatchNumbers numbers;

    private final FailureNumbers failures;

    CacheReports(KnownMethods methods, KnownApplication application) {
        this.methods = methods;
        this.caches = application.caches();
        this.stores = application.engine().stores();
        this.numbers = application.counted().batches();
        this.failures = application.counted().failures();
    }

    /** Returns all that methods name or have used, by name. */
    List<OfCache> all() {
        return identities().stream()
                .sorted(BY_NAME)
                .map(identity -> report(identity, false))
                .toList();
    }

    /**
     * Returns one of them, in detail.
     *
     * @throws RefusedRequestException if there is none, or several
     */
    OfCache one(String name, @Nullable String manager) {
        return report(find(name, manager), true);
    }

    /**
     * Returns which cache a request means.
     *
     * @throws RefusedRequestException if there is none, or several
     */
    CacheIdentity find(String name, @Nullable String manager) {
        List<CacheIdentity> found = identities().stream()
                .sorted(BY_NAME)
                .filter(identity -> identity.name().equals(name))
                .filter(identity -> manager == null || identity.manager().equals(manager))
                .toList();
        if (found.isEmpty()) {
            throw RefusedRequestException.unknown("No batch method has used a cache '%s'".formatted(name));
        }
        if (found.size() > 1) {
            throw RefusedRequestException.invalid("There are several caches '%s': say which 'manager', of %s"
                    .formatted(name, found.stream().map(CacheIdentity::manager).toList()));
        }
        return found.get(0);
    }

    private Set<CacheIdentity> identities() {
        Set<CacheIdentity> identities = new HashSet<>(numbers.caches());
        for (KnownMethod method : methods.all()) {
            for (Operation operation : method.declared().operations()) {
                CacheManager manager = operation.manager();
                if (manager != null) {
                    operation.cacheNames().forEach(name -> identities.add(caches.identityOf(manager, name)));
                }
            }
        }
        return identities;
    }

    private OfCache report(CacheIdentity identity, boolean detailed) {
        Cache cache = caches.find(identity);
        CacheManager manager = caches.manager(identity);
        Way way = (cache == null) ? Way.UNKNOWN : way(cache, manager);
        BatchStatistics.OfCache total = numbers.total(identity);
        return new OfCache(
                identity.name(),
                identity.manager(),
                (cache == null) ? null : cache.getClass().getName(),
                way.mode(),
                way.why(),
                cache == null || !caches.isSpared(cache),
                caches.hasLocalLevel(identity.name()),
                total.hits(),
                total.misses(),
                total.errors(),
                total.bypassed(),
                ratio(total.hits(), total.misses()),
                Times.of(total.gets()),
                total.stored(),
                Times.of(total.puts()),
                total.removed(),
                total.localHits(),
                total.localMisses(),
                detailed ? details(identity, way.view()) : null);
    }

    private static @Nullable Double ratio(long hits, long misses) {
        return (hits + misses == 0) ? null : (double) hits / (hits + misses);
    }

    private Details details(CacheIdentity identity, @Nullable StoreView view) {
        StoreDetails known = (view == null) ? null : details(view);
        return new Details(
                (view == null) ? null : !view.refusesNull(),
                (known == null) ? null : known.timeToLive(),
                (known == null) ? null : known.keyPrefix(),
                (known == null) ? null : known.maxBatchSize(),
                failures.of(identity));
    }

    // A prefix, for example, may be made by the application.
    private static @Nullable StoreDetails details(StoreView view) {
        try {
            return view.details();
        } catch (RuntimeException ex) {
            return null;
        }
    }

    private Way way(Cache cache, @Nullable CacheManager manager) {
        try {
            StoreView view = stores.view(cache, manager);
            return view.isLooped()
                    ? new Way(view, "loop", stores.whyLooped(view.source(), manager))
                    : new Way(view, "batch", null);
        } catch (CacheRefusedException ex) {
            return new Way(null, "loop", ex.getMessage());
        }
    }

    /** How a cache works on a batch. */
    private record Way(
            @Nullable StoreView view,
            @Nullable String mode,
            @Nullable String why) {

        static final Way UNKNOWN = new Way(null, null, null);
    }
}
