package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.event.BatchStatistics.Calls;
import io.github.ms100.cacheasmulti.internal.statistics.FailureNumbers.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the endpoint answers; the names of the components are those in JSON. */
public final class Reports {

    private Reports() {}

    /**
     * All that is declared and counted.
     *
     * @param started since when it is counted
     * @param time when that was looked at
     */
    public record Overview(
            Instant started,
            Instant time,
            Allowed allowed,
            List<OfMethod> methods,
            List<OfCache> caches,
            List<OfLocalLevel> localLevels) {}

    /** What whoever asks may see and do. */
    public record Allowed(boolean keys, boolean values, boolean sample, boolean evict, boolean clear) {}

    /**
     * A batch method.
     *
     * @param id what other requests name it by
     * @param beans the names of its beans that have been made
     */
    public record OfMethod(
            String id,
            List<String> beans,
            String type,
            String method,
            String parameter,
            String elementType,
            List<OfOperation> operations,
            long calls,
            long elements,
            long medianSize,
            long maximumSize,
            Times loads,
            long failedLoads,
            long found,
            long missing,
            long waits,
            long coalesced) {}

    /**
     * An operation of a method.
     *
     * @param manager the name of the bean that gives the caches; {@code null} if that is not known
     * @param key its expression; {@code null} if a generator makes keys
     * @param refused why no single elements can be looked up or evicted; {@code null} if they can
     */
    public record OfOperation(
            String kind,
            List<String> caches,
            @Nullable String manager,
            @Nullable String key,
            @Nullable String refused) {}

    /**
     * A cache.
     *
     * @param manager the name of the bean that gives it; empty if none does
     * @param type its class; {@code null} if it has not been made
     * @param mode {@code batch} or {@code loop}; {@code null} if it has not been made
     * @param why it is looped
     */
    public record OfCache(
            String name,
            String manager,
            @Nullable String type,
            @Nullable String mode,
            @Nullable String why,
            boolean available,
            boolean localLevel,
            long hits,
            long misses,
            long errors,
            long bypassed,
            @Nullable Double hitRatio,
            Times gets,
            long stored,
            Times puts,
            long removed,
            long localHits,
            long localMisses,
            @Nullable Details details) {}

    /**
     * How a cache keeps its entries, as far as that is known, and how it has failed.
     */
    public record Details(
            @Nullable Boolean storesNull,
            @Nullable String timeToLive,
            @Nullable String keyPrefix,
            @Nullable Integer maxBatchSize,
            List<Failures> failures) {}

    /** How often something has happened, and how long it took. */
    public record Times(long count, double totalMillis, double longestMillis) {

        static Times of(Calls calls) {
            return of(calls.count(), calls.time(), calls.longest());
        }

        static Times of(long count, Duration total, Duration longest) {
            return new Times(count, millis(total), millis(longest));
        }

        static double millis(Duration time) {
            return time.toNanos() / 1_000_000.0;
        }
    }

    /** What the local levels of one channel tell other nodes, and hear of them. */
    public record OfLocalLevel(
            String channel, boolean validated, long sent, long received, long gaps, double unvalidatedMillis) {}

    /** What was looked up. */
    public record Lookup(String method, String cache, String manager, List<OfElement> elements) {}

    /**
     * One element that was looked up.
     *
     * @param key {@code null} if it is not to be shown
     * @param present {@code null} if it could not be read
     * @param value {@code null} if there is none, or it is not to be shown
     * @param failure the class of the exception; {@code null} if it could be read
     */
    public record OfElement(
            String element,
            @Nullable String key,
            @Nullable Boolean present,
            @Nullable String value,
            @Nullable String failure) {}

    /** Some keys of a cache. */
    public record Sample(String cache, String manager, List<String> keys, boolean complete) {}

    /** What was evicted: how many keys, whether or not there was anything to evict. */
    public record Evicted(String cache, String manager, int evicted) {}

    /** What was cleared. */
    public record Cleared(String cache, String manager, boolean cleared) {}

    /** Why a request was refused. */
    public record Refusal(String reason) {}
}
