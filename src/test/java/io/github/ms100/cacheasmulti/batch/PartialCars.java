package io.github.ms100.cacheasmulti.batch;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Batch methods of many shapes that load as a test says. */
class PartialCars {

    final List<List<Integer>> asked = new CopyOnWriteArrayList<>();

    /** Loads; throws what it likes. */
    Function<List<Integer>, BatchResult<Integer, String>> loader;

    /** Calls another batch method. */
    Function<List<Integer>, Map<Integer, String>> inner;

    /** Loads all. */
    static BatchResult<Integer, String> all(Collection<Integer> ids) {
        Map<Integer, String> loaded = new LinkedHashMap<>();
        ids.forEach(id -> loaded.put(id, "car " + id));
        return BatchResult.of(loaded);
    }

    /** Loads all but some: of those it says why, or nothing. */
    static Function<List<Integer>, BatchResult<Integer, String>> allBut(Map<Integer, Throwable> failures) {
        return ids -> {
            Map<Integer, String> loaded = new HashMap<>(all(ids).values());
            Map<Integer, Throwable> failed = new HashMap<>(failures);
            failed.keySet().retainAll(loaded.keySet());
            loaded.keySet().removeAll(failed.keySet());
            if (!failed.isEmpty()) {
                throw new PartialLoadException(loaded, failed);
            }
            return BatchResult.of(loaded);
        };
    }

    private BatchResult<Integer, String> load(Collection<Integer> ids) {
        List<Integer> copy = new ArrayList<>(ids);
        asked.add(copy);
        return loader.apply(copy);
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public Map<Integer, String> map(@CacheAsMulti Collection<Integer> ids) {
        return load(ids).values();
    }

    @Cacheable("cars")
    public Map<Integer, String> portions(@CacheAsMulti(maxLoadSize = 2) Collection<Integer> ids) {
        return load(ids).values();
    }

    @Cacheable("cars")
    public List<Optional<String>> list(@CacheAsMulti List<Integer> ids) {
        Map<Integer, String> loaded = load(ids).values();
        return ids.stream().map(id -> Optional.ofNullable(loaded.get(id))).toList();
    }

    @Cacheable("groups")
    public List<Row> groups(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids) {
        load(ids);
        return List.of();
    }

    @CachePut("cars")
    public Map<Integer, String> save(@CacheAsMulti Collection<Integer> ids) {
        return load(ids).values();
    }

    @CachePut(cacheNames = "cars", key = "#ids % 10")
    public Map<Integer, String> saveByLastDigit(@CacheAsMulti Collection<Integer> ids) {
        return load(ids).values();
    }

    @Cacheable("cars")
    public CompletableFuture<Map<Integer, String>> future(@CacheAsMulti Collection<Integer> ids) {
        return CompletableFuture.supplyAsync(() -> load(ids).values());
    }

    @Cacheable("cars")
    public Mono<Map<Integer, String>> mono(@CacheAsMulti Collection<Integer> ids) {
        return Mono.fromCallable(() -> load(ids).values());
    }

    @Cacheable("rows")
    public Flux<Row> flux(@CacheAsMulti(asElementField = "id") Collection<Integer> ids) {
        return Flux.defer(() -> Flux.fromIterable(load(ids).values().entrySet()))
                .map(entry -> new Row(entry.getKey(), entry.getValue()));
    }

    @Cacheable(cacheNames = "cars", sync = true)
    public BatchResult<Integer, String> each(@CacheAsMulti Collection<Integer> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    public BatchResult<Integer, String> eachStrictly(@CacheAsMulti(strictNull = true) Collection<Integer> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    public BatchResult<Integer, Optional<String>> eachOptional(@CacheAsMulti Collection<Integer> ids) {
        BatchResult<Integer, String> loaded = load(ids);
        Map<Integer, Optional<String>> optionals = new LinkedHashMap<>();
        loaded.values().forEach((id, car) -> optionals.put(id, Optional.of(car)));
        return BatchResult.of(optionals, loaded.failed());
    }

    @Cacheable(cacheNames = "cars", key = "#ids % 10")
    public BatchResult<Integer, String> eachByLastDigit(@CacheAsMulti(maxLoadSize = 2) Collection<Integer> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    @CachePut(cacheNames = "saved", condition = "#ids > 1")
    public BatchResult<Integer, String> eachSaved(@CacheAsMulti Collection<Integer> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", key = "#ids % 10", sync = true)
    public BatchResult<Integer, String> eachByLastDigitInSync(@CacheAsMulti Collection<Integer> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    @CacheEvict("others")
    @Caching(evict = @CacheEvict(cacheNames = "small", condition = "#ids < 10"))
    public BatchResult<Integer, String> eachEvicted(@CacheAsMulti Collection<Integer> ids) {
        return load(ids);
    }

    @Cacheable("named")
    public Map<Integer, String> named(@CacheAsMulti Collection<Integer> ids) {
        return Map.of(1, "name of " + inner.apply(new ArrayList<>(ids)).get(1));
    }

    @Cacheable("cars")
    public CompletableFuture<BatchResult<Integer, String>> eachLater(@CacheAsMulti Collection<Integer> ids) {
        return CompletableFuture.supplyAsync(() -> load(ids));
    }

    @Cacheable("cars")
    public Mono<BatchResult<Integer, String>> eachSubscribed(@CacheAsMulti Collection<Integer> ids) {
        return Mono.fromCallable(() -> load(ids));
    }

    record Row(Integer id, String car) {}
}
