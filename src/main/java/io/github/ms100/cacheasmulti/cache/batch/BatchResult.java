package io.github.ms100.cacheasmulti.cache.batch;

import io.github.ms100.cacheasmulti.cache.batch.Outcome.Failed;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.Hit;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.Loaded;
import io.github.ms100.cacheasmulti.cache.batch.Outcome.Missing;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of each key of a batch, in the order of the call. A key that failed is never among the {@linkplain #missing() missing} ones,
 * nor left out.
 *
 * <p>Immutable, as far as its values are and, if made {@linkplain #ofOutcomes of outcomes}, those maps. All maps and sets are
 * unmodifiable.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 2.0.0
 */
public final class BatchResult<K, V extends @Nullable Object> {

    private final Map<K, Outcome<V>> outcomes;

    private final Map<K, Throwable> cacheFailures;

    private final boolean strictNull;

    private BatchResult(Map<K, Outcome<V>> outcomes, Map<K, Throwable> cacheFailures, boolean strictNull) {
        this.outcomes = Collections.unmodifiableMap(outcomes);
        this.cacheFailures = Collections.unmodifiableMap(cacheFailures);
        this.strictNull = strictNull;
    }

    /**
     * Returns a result of loading.
     *
     * @param values the values that were loaded, copied; {@code null} is one
     */
    public static <K, V extends @Nullable Object> BatchResult<K, V> of(Map<? extends K, ? extends @Nullable V> values) {
        return of(values, Map.of());
    }

    /**
     * Returns a result of loading that has failed for some keys.
     *
     * @param values the values that were loaded, copied; {@code null} is one
     * @param failures why others were not, copied
     * @throws IllegalArgumentException if a key is in both
     */
    public static <K, V extends @Nullable Object> BatchResult<K, V> of(
            Map<? extends K, ? extends @Nullable V> values, Map<? extends K, ? extends Throwable> failures) {
        Map<K, Outcome<V>> outcomes = new LinkedHashMap<>();
        values.forEach((key, value) -> outcomes.put(key, new Loaded<>(value)));
        checkApart(outcomes, failures);
        failures.forEach((key, cause) -> outcomes.put(key, new Failed<>(cause)));
        return new BatchResult<>(outcomes, Map.of(), true);
    }

    /**
     * Returns the result of a call, as a {@link BatchCache} makes it; for those who stand in for one, as tests do.
     *
     * @param outcomes what came of each key, in the order of the call; not copied, and not to be modified any more
     * @param cacheFailures as {@link #cacheFailures}; not copied, and not to be modified any more
     * @param strictNull whether {@code null} is a value, as {@link BatchCache#strictNull} says; else a {@link Outcome.Hit} of it is that of a
     *     missing key
     */
    public static <K, V extends @Nullable Object> BatchResult<K, V> ofOutcomes(
            Map<K, Outcome<V>> outcomes, Map<K, Throwable> cacheFailures, boolean strictNull) {
        return new BatchResult<>(outcomes, cacheFailures, strictNull);
    }

    /** Refuses what says two things of a key. */
    static void checkApart(Map<?, ?> loaded, Map<?, ?> failures) {
        Collection<Object> both = new ArrayList<>();
        failures.forEach((key, cause) -> {
            if (cause == null) {
                throw new IllegalArgumentException(
                        "A key that has failed needs an exception that says why, but %s has none"
                                .formatted(Printable.of(key)));
            }
            if (loaded.containsKey(key)) {
                both.add(key);
            }
        });
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    "A key was either loaded or has failed, but these are given with a value and with a failure: "
                            + Printable.all(both));
        }
    }

    /** Returns what came of each key. */
    public Map<K, Outcome<V>> outcomes() {
        return outcomes;
    }

    /**
     * Returns the values that were cached or loaded. The same whichever of both: without {@link BatchCache#strictNull} there is no entry
     * for a {@code null}, which is cached for a key that is missing.
     */
    public Map<K, V> values() {
        Map<K, V> values = new LinkedHashMap<>();
        outcomes.forEach((key, outcome) -> {
            if (!isMissing(outcome) && outcome instanceof Hit<V> hit) {
                values.put(key, hit.value());
            } else if (!isMissing(outcome) && outcome instanceof Loaded<V> loaded) {
                values.put(key, loaded.value());
            }
        });
        return Collections.unmodifiableMap(values);
    }

    /** Returns the keys of which it is known, or was when it was cached, that there is no value. */
    public Set<K> missing() {
        Set<K> missing = new LinkedHashSet<>();
        outcomes.forEach((key, outcome) -> {
            if (isMissing(outcome)) {
                missing.add(key);
            }
        });
        return Collections.unmodifiableSet(missing);
    }

    private boolean isMissing(Outcome<V> outcome) {
        return outcome instanceof Missing || (!strictNull && outcome instanceof Hit<V> hit && hit.value() == null);
    }

    /** Returns why keys could not be loaded, each that was not. */
    public Map<K, Throwable> failed() {
        Map<K, Throwable> failed = new LinkedHashMap<>();
        outcomes.forEach((key, outcome) -> {
            if (outcome instanceof Failed<V> failure) {
                failed.put(key, failure.cause());
            }
        });
        return Collections.unmodifiableMap(failed);
    }

    /**
     * Returns why keys could not be read from the cache, where the {@code CacheErrorHandler} let that pass; what came of them is as if
     * they were not cached.
     */
    public Map<K, Throwable> cacheFailures() {
        return cacheFailures;
    }

    /**
     * Returns the {@linkplain #values() values}, unless keys have failed.
     *
     * @throws RuntimeException the first failure itself, to which the others are added as suppressed ones; around one that is checked an
     *     {@link IllegalStateException}
     * @throws Error if that is the first failure
     */
    public Map<K, V> orThrow() {
        List<Throwable> failures = failed().values().stream().distinct().toList();
        if (failures.isEmpty()) {
            return values();
        }
        Throwable first = failures.get(0);
        Throwable thrown = (first instanceof RuntimeException || first instanceof Error)
                ? first
                : new IllegalStateException("A key could not be loaded", first);
        List<Throwable> known = Arrays.asList(thrown.getSuppressed());
        for (Throwable other : failures) {
            if (other != first && !known.contains(other) && !isCause(thrown, other)) {
                thrown.addSuppressed(other);
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    // A cycle is more than most who print exceptions can bear.
    private static boolean isCause(Throwable cause, Throwable failure) {
        for (Throwable next = failure.getCause(); next != null; next = next.getCause()) {
            if (next == cause) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BatchResult<?, ?> result
                && outcomes.equals(result.outcomes)
                && cacheFailures.equals(result.cacheFailures)
                && missing().equals(result.missing());
    }

    @Override
    public int hashCode() {
        return outcomes.hashCode();
    }

    @Override
    public String toString() {
        return "BatchResult" + outcomes;
    }
}
