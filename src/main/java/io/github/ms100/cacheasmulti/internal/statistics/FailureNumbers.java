package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How calls of caches have failed: which exceptions, how often, and when last. Their messages are not kept. Thread-safe. */
public final class FailureNumbers implements BatchListener {

    /** More kinds of exceptions of one cache are not told apart. */
    private static final int KINDS = 20;

    private final Clock clock;

    private final Map<CacheIdentity, Map<String, Failures>> failures = new ConcurrentHashMap<>();

    private final KnownCaches<Map<String, Failures>> knownCaches;

    /**
     * Begins with none.
     *
     * @param application knows the caches
     * @param clock says when something has failed
     */
    public FailureNumbers(ObservedCaches application, Clock clock) {
        this.clock = clock;
        this.knownCaches = new KnownCaches<>(cache -> failures.computeIfAbsent(
                ObservedCaches.orOthers(application.identityOf(cache), failures), any -> new ConcurrentHashMap<>()));
    }

    @Override
    public void onFailure(Failure failure) {
        Map<String, Failures> kinds = knownCaches.of(failure.cache());
        String kind = kind(failure.cause());
        Instant now = clock.instant();
        kinds.compute(
                (kinds.size() < KINDS || kinds.containsKey(kind)) ? kind : "(others)",
                (type, before) -> new Failures(type, (before == null) ? 1 : before.count() + 1, now));
    }

    private static String kind(Throwable failure) {
        Throwable cause = (failure instanceof PartialBatchException partial)
                ? partial.getFailures().values().iterator().next()
                : failure;
        return cause.getClass().getName();
    }

    /** Returns the failures of a cache, those of late first. */
    public List<Failures> of(CacheIdentity cache) {
        return failures.getOrDefault(cache, Map.of()).values().stream()
                .sorted(Comparator.comparing(Failures::last).reversed())
                .toList();
    }

    /**
     * Failures of one kind.
     *
     * @param type the name of the class of the exception; of the first one's where the keys of a batch have failed each by itself
     * @param count in how many calls
     * @param last when last
     */
    public record Failures(String type, long count, Instant last) {}
}
