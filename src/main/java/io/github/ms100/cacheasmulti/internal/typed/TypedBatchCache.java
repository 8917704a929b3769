package io.github.ms100.cacheasmulti.internal.typed;

import io.github.ms100.cacheasmulti.cache.batch.AsyncBatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.CacheCalls;
import io.github.ms100.cacheasmulti.internal.engine.CallCache;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.engine.Loading;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.util.Assert;

/** One cache, asked by its keys themselves (P1). Thread-safe. */
final class TypedBatchCache<K, V extends @Nullable Object> implements BatchCache<K, V> {

    private static final Log logger = LogFactory.getLog(BatchCache.class);

    private final Supplier<Cache> source;

    private final CacheTerms terms;

    private final TypedEngine engine;

    private final CallCache.Factory caches;

    private final AtomicBoolean warned = new AtomicBoolean();

    TypedBatchCache(Supplier<Cache> source, CacheTerms terms, TypedEngine engine, CallCache.Factory caches) {
        this.source = source;
        this.terms = terms;
        this.engine = engine;
        this.caches = caches;
    }

    private List<CallCache> cache() {
        return caches.of(List.of(source.get()));
    }

    private CacheCalls calls(Guard guard) {
        return new CacheCalls(cache().get(0), guard);
    }

    @Override
    public String getName() {
        return terms.name();
    }

    @Override
    public BatchCache<K, @Nullable V> strictNull() {
        return new TypedBatchCache<>(source, new CacheTerms(terms.name(), terms.type(), true), engine, caches);
    }

    @Override
    public BatchResult<K, V> lookup(@Nullable Collection<? extends K> keys) {
        AskedKeys<K> asked = asked(keys);
        if (asked.areNone()) {
            return BatchResult.of(Map.of());
        }
        Guard guard = engine.guard().remembering();
        return found(asked, calls(guard).read(asked.toArray()), guard);
    }

    @Override
    public CompletableFuture<BatchResult<K, V>> lookupAsync(@Nullable Collection<? extends K> keys) {
        AskedKeys<K> asked = asked(keys);
        if (asked.areNone()) {
            return CompletableFuture.completedFuture(BatchResult.of(Map.of()));
        }
        Guard guard = engine.guard().remembering();
        return own(calls(guard).readLater(asked.toArray(), engine.scope()), values -> found(asked, values, guard));
    }

    private BatchResult<K, V> found(AskedKeys<K> asked, @Nullable Object[] values, Guard guard) {
        return BatchResult.ofOutcomes(
                asked.outcomes(position -> (values[position] == BatchExecution.UNKNOWN)
                        ? new Outcome.NotCached<>()
                        : new Outcome.Hit<>(values[position])),
                asked.unread(guard),
                terms.strictNull());
    }

    @Override
    public BatchResult<K, V> load(@Nullable Collection<? extends K> keys, BatchLoader<K, V> loader) {
        AskedKeys<K> asked = asked(keys, loader);
        return asked.areNone()
                ? BatchResult.of(Map.of())
                : run(asked, loader, true).result();
    }

    @Override
    public CompletableFuture<BatchResult<K, V>> loadAsync(
            @Nullable Collection<? extends K> keys, AsyncBatchLoader<K, V> loader) {
        AskedKeys<K> asked = asked(keys, loader);
        return asked.areNone()
                ? CompletableFuture.completedFuture(BatchResult.of(Map.of()))
                : own(start(asked, loader, true), TypedLoad.Run::result);
    }

    @Override
    public Map<K, V> getAll(@Nullable Collection<? extends K> keys, BatchLoader<K, V> loader) {
        AskedKeys<K> asked = asked(keys, loader);
        return asked.areNone()
                ? new LinkedHashMap<>()
                : run(asked, loader, false).values();
    }

    @Override
    public CompletableFuture<Map<K, V>> getAllAsync(
            @Nullable Collection<? extends K> keys, AsyncBatchLoader<K, V> loader) {
        AskedKeys<K> asked = asked(keys, loader);
        return asked.areNone()
                ? CompletableFuture.completedFuture(new LinkedHashMap<>())
                : own(start(asked, loader, false), TypedLoad.Run::values);
    }

    private TypedLoad<K, V>.Run run(AskedKeys<K> asked, BatchLoader<K, V> source, boolean tellsFailures) {
        KeyLoader<K, V> loader = new KeyLoader<>(
                asked, terms, keys -> CompletableFuture.completedFuture(source.loadResult(keys)), tellsFailures);
        try {
            return load(asked, loader, tellsFailures, engine.loading(false)).run(cache());
        } catch (Throwable ex) {
            throw TypedBatchCache.<RuntimeException>thrown(ex);
        } finally {
            warnOfUnmatched(loader);
        }
    }

    @SuppressWarnings("unchecked") // a loader in another language may throw what it does not declare
    private static <E extends Throwable> RuntimeException thrown(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private CompletableFuture<TypedLoad<K, V>.Run> start(
            AskedKeys<K> asked, AsyncBatchLoader<K, V> source, boolean tellsFailures) {
        KeyLoader<K, V> loader = new KeyLoader<>(asked, terms, source::loadResult, tellsFailures);
        return load(asked, loader, tellsFailures, engine.loading(true))
                .start(cache(), engine.scope())
                .whenComplete((run, failure) -> warnOfUnmatched(loader));
    }

    private TypedLoad<K, V> load(AskedKeys<K> asked, KeyLoader<K, V> loader, boolean tellsFailures, Loading loading) {
        Guard guard = tellsFailures ? engine.guard().remembering() : engine.guard();
        return new TypedLoad<>(asked, terms.strictNull(), loader, guard, loading);
    }

    private void warnOfUnmatched(KeyLoader<K, V> loader) {
        Object key = loader.unmatched();
        if (key != null && warned.compareAndSet(false, true)) {
            logger.warn(
                    ("A loader for cache '%s' returned the key %s, which nobody had asked for. It is dropped, and no key is recorded"
                                    + " as missing in such a call, for its value may be there under that one (logged once)")
                            .formatted(terms.name(), Printable.withType(key)));
        }
    }

    @Override
    public void putAll(@Nullable Map<? extends K, ? extends @Nullable V> entries) {
        Map<Object, @Nullable Object> given = given(entries);
        if (!given.isEmpty()) {
            calls(engine.guard()).put(given);
        }
    }

    @Override
    public CompletableFuture<@Nullable Void> putAllAsync(@Nullable Map<? extends K, ? extends @Nullable V> entries) {
        Map<Object, @Nullable Object> given = given(entries);
        return given.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : own(calls(engine.guard()).putLater(given, engine.scope()), done -> null);
    }

    private Map<Object, @Nullable Object> given(@Nullable Map<? extends K, ? extends @Nullable V> entries) {
        Map<Object, @Nullable Object> given = new LinkedHashMap<>();
        if (entries != null) {
            entries.forEach((key, value) -> given.put(AskedKeys.required(key, terms.name()), value));
        }
        return given;
    }

    @Override
    public void evictAll(@Nullable Collection<? extends K> keys) {
        AskedKeys<K> asked = asked(keys);
        if (!asked.areNone()) {
            calls(engine.guard()).evict(asked.toArray());
        }
    }

    @Override
    public CompletableFuture<@Nullable Void> evictAllAsync(@Nullable Collection<? extends K> keys) {
        AskedKeys<K> asked = asked(keys);
        return asked.areNone()
                ? CompletableFuture.completedFuture(null)
                : own(calls(engine.guard()).evictLater(asked.toArray(), engine.scope()), done -> null);
    }

    private AskedKeys<K> asked(@Nullable Collection<? extends K> keys, Object loader) {
        Assert.notNull(loader, () -> "A loader for cache '%s' is needed, and may not be null".formatted(terms.name()));
        return asked(keys);
    }

    private AskedKeys<K> asked(@Nullable Collection<? extends K> keys) {
        return AskedKeys.of(keys, terms.name());
    }

    /** Returns a future of the caller's own: what he does to it is his own affair (A10). */
    private static <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> own(
            CompletableFuture<T> call, Function<T, R> result) {
        CompletableFuture<R> own = new CompletableFuture<>();
        CompletableFuture<?> unused =
                call.thenApply(result).whenComplete((made, failure) -> Futures.end(own, made, Futures.cause(failure)));
        return own;
    }
}
