package io.github.ms100.cacheasmulti.asynchronous;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Single methods whose results come later, as Spring has them, and batch methods beside them. */
public class HollowCars {

    static final String TENANT = "tenant";

    private final AtomicInteger runs = new AtomicInteger();

    /** How many runs fail before one does not. */
    private int failures;

    private RuntimeException failure = new IllegalStateException("no database");

    /** Whether failures are thrown by the method, not by what it returns. */
    private boolean thrown;

    public int runs() {
        return runs.get();
    }

    public void failWith(RuntimeException next, int times, boolean atOnce) {
        failure = next;
        failures = times;
        thrown = atOnce;
    }

    @CacheEvict("cars")
    public Flux<String> evictOne(Integer id) {
        return Flux.just("one", "two");
    }

    @CacheEvict("cars")
    public Flux<String> evict(@CacheAsMulti List<Integer> ids) {
        return Flux.just("one", "two");
    }

    @Cacheable("rows")
    public Flux<Row> row(Integer id) {
        throwIfTold();
        return Flux.deferContextual(context -> Flux.just(new Row(id, tell(context.getOrDefault(TENANT, "nobody")))));
    }

    @Cacheable("rows")
    public Flux<Row> rows(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        throwIfTold();
        return Flux.deferContextual(context -> {
            String tenant = tell(context.getOrDefault(TENANT, "nobody"));
            return Flux.fromIterable(ids).map(id -> new Row(id, tenant));
        });
    }

    @Cacheable("cars")
    public Mono<String> mono(Integer id) {
        throwIfTold();
        return Mono.deferContextual(context -> Mono.just(tell(context.getOrDefault(TENANT, "nobody"))));
    }

    @Cacheable("cars")
    public Mono<Map<Integer, String>> monos(@CacheAsMulti List<Integer> ids) {
        throwIfTold();
        return Mono.deferContextual(context -> Mono.just(all(ids, tell(context.getOrDefault(TENANT, "nobody")))));
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Mono<String> monoInSync(Integer id) {
        return mono(id);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Mono<Map<Integer, String>> monosInSync(@CacheAsMulti List<Integer> ids) {
        return monos(ids);
    }

    @Cacheable("cars")
    public CompletableFuture<String> future(Integer id) {
        throwIfTold();
        return CompletableFuture.completedFuture(tell("car"));
    }

    @Cacheable("cars")
    public CompletableFuture<Map<Integer, String>> futures(@CacheAsMulti List<Integer> ids) {
        throwIfTold();
        return CompletableFuture.completedFuture(all(ids, tell("car")));
    }

    @Cacheable("cars")
    public CompletableFuture<Optional<String>> optional(Integer id) {
        return CompletableFuture.completedFuture(Optional.of("car"));
    }

    @Cacheable("cars")
    public CompletableFuture<Map<Integer, Optional<String>>> optionals(@CacheAsMulti List<Integer> ids) {
        return CompletableFuture.completedFuture(
                ids.stream().collect(Collectors.toMap(id -> id, id -> Optional.of("car"))));
    }

    @CachePut(cacheNames = "cars", condition = "#result == 'car'")
    public CompletableFuture<String> put(Integer id) {
        return CompletableFuture.completedFuture("car");
    }

    @CachePut(cacheNames = "cars", condition = "#result == 'car'")
    public CompletableFuture<Map<Integer, String>> puts(@CacheAsMulti List<Integer> ids) {
        return CompletableFuture.completedFuture(all(ids, "car"));
    }

    @Cacheable({"cars", "more"})
    public Mono<String> fromSeveral(Integer id) {
        return Mono.fromSupplier(() -> tell("car"));
    }

    @Cacheable({"cars", "more"})
    public Mono<Map<Integer, String>> allFromSeveral(@CacheAsMulti List<Integer> ids) {
        return Mono.fromSupplier(() -> all(ids, tell("car")));
    }

    @Cacheable("cars")
    public Mono<String> nothing(Integer id) {
        return Mono.<String>empty().doOnSubscribe(any -> tell("car"));
    }

    @Cacheable("cars")
    public Mono<Map<Integer, String>> nothingOfAll(@CacheAsMulti List<Integer> ids) {
        return Mono.<Map<Integer, String>>empty().doOnSubscribe(any -> tell("car"));
    }

    private static Map<Integer, String> all(List<Integer> ids, String value) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> value));
    }

    private void throwIfTold() {
        if (thrown && failures > 0) {
            String unused = tell("car");
        }
    }

    /** Counts a run, which may fail. */
    private String tell(String value) {
        runs.incrementAndGet();
        if (failures > 0) {
            failures--;
            throw failure;
        }
        return value;
    }

    /** A row. */
    public record Row(Integer id, String name) implements java.io.Serializable {}
}
