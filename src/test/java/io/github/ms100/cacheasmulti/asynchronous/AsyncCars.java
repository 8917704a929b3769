package io.github.ms100.cacheasmulti.asynchronous;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Methods whose results come later, and what they were asked for. */
public class AsyncCars {

    /** What each run was asked for. */
    private final List<List<Integer>> queries = new CopyOnWriteArrayList<>();

    /** How results come: at once by default. */
    private LongConsumer requests = any -> {};

    private Function<Object, CompletableFuture<?>> arrival = CompletableFuture::completedFuture;

    public void watch(LongConsumer asked) {
        requests = asked;
    }

    public List<List<Integer>> queries() {
        return queries;
    }

    public void arrive(Function<Object, CompletableFuture<?>> how) {
        arrival = how;
    }

    @Cacheable("cars")
    public CompletableFuture<Map<Integer, String>> future(@CacheAsMulti List<Integer> ids) {
        return later(query(ids));
    }

    @Cacheable("cars")
    public CompletionStage<List<String>> stage(@CacheAsMulti List<Integer> ids) {
        return later(new ArrayList<>(query(ids).values()));
    }

    @Cacheable("cars")
    public Mono<Map<Integer, String>> mono(@CacheAsMulti List<Integer> ids) {
        return Mono.defer(() -> Mono.fromFuture(this.<Map<Integer, String>>later(query(ids))));
    }

    @Cacheable("cars")
    public Flux<Car> flux(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return Flux.defer(
                () -> Mono.fromFuture(this.<List<Car>>later(rows(ids))).flatMapIterable(rows -> rows));
    }

    @Cacheable("cars")
    public Flux<Car> portions(@CacheAsMulti(asElementField = "id", maxLoadSize = 2) List<Integer> ids) {
        return flux(ids).doOnRequest(requests);
    }

    @Cacheable("cars")
    public Publisher<Car> publisher(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return flux(ids);
    }

    @Cacheable("optionals")
    public CompletableFuture<Map<Integer, Optional<String>>> optionals(@CacheAsMulti List<Integer> ids) {
        return later(query(ids).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Optional.of(entry.getValue()))));
    }

    @Cacheable("optionals")
    public Optional<String> optional(Integer id) {
        return Optional.of("single " + id);
    }

    @Cacheable("cars")
    public Mono<Map<Integer, String>> failing(@CacheAsMulti List<Integer> ids, Throwable failure) {
        return Mono.error(failure);
    }

    @CacheEvict("cars")
    public Flux<String> failingMidway(@CacheAsMulti List<Integer> ids, Throwable failure) {
        return Flux.concat(Flux.just("one"), Flux.error(failure));
    }

    @Cacheable("cars")
    public CompletableFuture<Map<Integer, String>> throwing(@CacheAsMulti List<Integer> ids, RuntimeException failure) {
        throw failure;
    }

    @CachePut("cars")
    public Mono<Map<Integer, String>> put(@CacheAsMulti List<Integer> ids) {
        return Mono.defer(() -> Mono.fromFuture(this.<Map<Integer, String>>later(query(ids))));
    }

    @CacheEvict("cars")
    public Flux<String> evict(@CacheAsMulti List<Integer> ids) {
        return Flux.defer(() -> {
            queries.add(List.copyOf(ids));
            return Flux.just("one", "two");
        });
    }

    @CacheEvict("cars")
    public @Nullable CompletableFuture<Void> nothing(@CacheAsMulti List<Integer> ids) {
        return null;
    }

    private Map<Integer, String> query(List<Integer> ids) {
        queries.add(List.copyOf(ids));
        return ids.stream().collect(Collectors.toMap(id -> id, id -> "car " + id, (one, other) -> one));
    }

    private List<Car> rows(List<Integer> ids) {
        queries.add(List.copyOf(ids));
        return ids.stream().map(id -> new Car(id, "car " + id)).toList();
    }

    @SuppressWarnings("unchecked")
    private <T> CompletableFuture<T> later(Object value) {
        return (CompletableFuture<T>) arrival.apply(value);
    }

    /** A row. */
    public record Car(Integer id, String name) {}
}
