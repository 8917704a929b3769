package io.github.ms100.cacheasmulti.internal.typed;

import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.LoadFailures;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.engine.PartialLoads;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.shape.LoadedOutcomes;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads the keys of one call that are not cached, and knows why some could not be (P3, P4). */
final class KeyLoader<K, V extends @Nullable Object> implements Loader {

    private final AskedKeys<K> asked;

    private final CacheTerms cache;

    private final Function<Set<K>, ? extends CompletionStage<BatchResult<K, V>>> source;

    private final LoadFailures failures = new LoadFailures();

    private @Nullable Object unmatched;

    private final boolean tellsFailures;

    /**
     * Creates the loader of one call.
     *
     * @param source what the user gives to load by
     * @param tellsFailures whether the caller is told of the keys that cannot be loaded, and gets the rest
     */
    KeyLoader(
            AskedKeys<K> asked,
            CacheTerms cache,
            Function<Set<K>, ? extends CompletionStage<BatchResult<K, V>>> source,
            boolean tellsFailures) {
        this.asked = asked;
        this.cache = cache;
        this.source = source;
        this.tellsFailures = tellsFailures;
    }

    @Override
    public Load of(@Nullable Object[] elements) {
        return new KeyLoad(elements);
    }

    @Override
    public void settle(@Nullable Object[] values) {
        if (hasUnmatched() && !cache.strictNull()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (values[i] == null) ? BatchExecution.ABSENT : values[i];
            }
        }
    }

    @Override
    public boolean hasUnmatched() {
        return unmatched != null;
    }

    /** Returns a key that was loaded though nobody had asked for it; {@code null} if none was. */
    @Nullable
    Object unmatched() {
        return unmatched;
    }

    @Override
    public boolean goesOnAfter(Throwable thrown) {
        failures.add(thrown);
        return tellsFailures && thrown instanceof Exception;
    }

    /** Returns why keys could not be loaded. */
    LoadFailures failures() {
        return failures;
    }

    @Override
    public String toString() {
        return "A loader for cache '%s'".formatted(cache.name());
    }

    /** One call of what the user gives. */
    private final class KeyLoad implements Load {

        private final @Nullable Object[] keys;

        private @Nullable BatchResult<K, V> answer;

        private KeyLoad(@Nullable Object[] keys) {
            this.keys = keys;
        }

        @Override
        public void run() {
            answer = begin().toCompletableFuture().join();
        }

        @Override
        public CompletableFuture<?> start(Map<?, ?> context) {
            CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
            try {
                CompletionStage<?> unused = begin().whenComplete((arrived, failure) -> {
                    answer = arrived;
                    Futures.end(ended, null, failure);
                });
            } catch (Throwable ex) {
                return Futures.failed(ex);
            }
            return ended;
        }

        private CompletionStage<BatchResult<K, V>> begin() {
            CompletionStage<BatchResult<K, V>> begun = source.apply(wanted());
            if (begun == null) {
                throw new IllegalStateException(
                        "%s returned null in place of a CompletionStage".formatted(KeyLoader.this));
            }
            return begun;
        }

        @SuppressWarnings("unchecked") // they are those of the call
        private Set<K> wanted() {
            Set<K> wanted = new LinkedHashSet<>((int) Math.ceil(keys.length / 0.75));
            for (Object key : keys) {
                wanted.add((K) Objects.requireNonNull(key));
            }
            return wanted;
        }

        @Override
        public @Nullable Object[] values() {
            if (answer == null) {
                throw new IllegalStateException("%s returned null in place of a BatchResult".formatted(KeyLoader.this));
            }
            LoadedOutcomes outcomes = new LoadedOutcomes(answer, KeyLoader.this);
            @Nullable Object[] values = new Object[keys.length];
            int said = 0;
            for (int i = 0; i < keys.length; i++) {
                Object value = outcomes.value(keys[i], cache.strictNull() ? BatchExecution.ABSENT : null);
                said += outcomes.contain(keys[i]) ? 1 : 0;
                if (value instanceof Outcome.Failed<?> failed) {
                    failures.add(keys[i], failed.cause());
                    value = BatchExecution.UNKNOWN;
                }
                values[i] = value;
            }
            if (said < outcomes.elements().size()) {
                noteUnmatched(outcomes.elements());
            }
            return values;
        }

        @Override
        public Lookalikes lookalikes() {
            return Lookalikes.NONE;
        }

        private void noteUnmatched(Set<?> answered) {
            for (Object key : answered) {
                if (!asked.contain(key)) {
                    unmatched = Objects.requireNonNullElse(key, "null");
                    return;
                }
            }
        }

        @Override
        public @Nullable Object @Nullable [] partOf(Throwable thrown) {
            PartialLoadException partial = PartialLoads.take(thrown);
            if (partial == null) {
                failures.addAll(keys, thrown);
                return null;
            }
            @Nullable Object[] values = new Object[keys.length];
            for (int i = 0; i < keys.length; i++) {
                values[i] = loadedBy(partial, Objects.requireNonNull(keys[i]));
            }
            noteUnmatched(partial.getLoaded().keySet());
            return values;
        }

        private @Nullable Object loadedBy(PartialLoadException partial, Object key) {
            Object value = partial.getLoaded().get(key);
            if (value == null && !partial.getLoaded().containsKey(key)) {
                failures.add(key, partial.getFailures().getOrDefault(key, partial));
                return BatchExecution.UNKNOWN;
            }
            if (value != null && !cache.type().isInstance(value)) {
                failures.add(
                        key,
                        new ClassCastException("%s was loaded for the key %s of cache '%s', where %s was asked for"
                                .formatted(
                                        value.getClass().getName(),
                                        Printable.of(key),
                                        cache.name(),
                                        cache.type().getName())));
                return BatchExecution.UNKNOWN;
            }
            return value;
        }
    }
}
