package io.github.ms100.cacheasmulti.batch;

import io.github.ms100.cacheasmulti.cache.batch.AsyncBatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.BatchLoader;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.CountingCache;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.cache.Cache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with one cache that is asked by annotations and by its keys. */
final class TypedApplication implements AutoCloseable {

    final RecordingErrorHandler errors = new RecordingErrorHandler();

    /** The cache that the application asks. */
    final Cache cache;

    final BatchCache<Integer, String> typed;

    final TypedCars annotated;

    final Database database;

    private final CachingContext context;

    TypedApplication(Cache cache) {
        this.cache = cache;
        this.context = CachingContext.with(errors, Application.class, cache);
        this.typed = caches().cache(cache.getName(), String.class);
        this.annotated = context.bean(TypedCars.class);
        this.database = context.bean(Database.class);
    }

    /** Returns an application whose cache counts what it is asked. */
    static TypedApplication counting(TestStore store) {
        return new TypedApplication(new CountingCache(store.newCache(TestStore.CARS)));
    }

    BatchCaches caches() {
        return context.bean(BatchCaches.class);
    }

    /** Loads in this thread, or without one that waits. */
    BatchResult<Integer, String> load(boolean later, List<Integer> ids, BatchLoader<Integer, String> loader) {
        return later ? typed.loadAsync(ids, later(loader)).join() : typed.load(ids, loader);
    }

    /** Returns the same loader, in another thread. */
    static AsyncBatchLoader<Integer, String> later(BatchLoader<Integer, String> loader) {
        return AsyncBatchLoader.ofResult(ids -> CompletableFuture.supplyAsync(() -> loader.loadResult(ids)));
    }

    List<String> calls() {
        return ((CountingCache) cache).calls();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration
    static class Application {

        @Bean
        Database database() {
            return new Database();
        }

        @Bean
        TypedCars cars(Database database) {
            return new TypedCars(database);
        }
    }
}
