package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.caffeine.CaffeineCacheManager;

@DisplayName("S1, S27 a loaded value does not survive a change that was made while it was loaded")
class StaleWriteTests {

    private final CachingContext context =
            CachingContext.of(newCaches(), ChangingCars.class, JCacheChanges.class, Database.class, surroundings());

    private final ChangingCars cars = context.bean(ChangingCars.class);

    private final Database database = context.bean(Database.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    static Stream<Arguments> evictions() {
        return Stream.of(
                change("plain @CacheEvict", (app, id) -> app.bean(ChangingCars.class)
                        .evict(id)),
                change("plain @CacheEvict before", (app, id) -> app.bean(ChangingCars.class)
                        .evictBefore(id)),
                change("plain @CacheEvict of all", (app, id) -> app.bean(ChangingCars.class)
                        .evictAll()),
                change("plain @CacheEvict of all before", (app, id) -> app.bean(ChangingCars.class)
                        .evictAllBefore()),
                change("batch @CacheEvict", (app, id) -> app.bean(ChangingCars.class)
                        .evict(List.of(7, id))),
                change("batch @CacheEvict before", (app, id) -> app.bean(ChangingCars.class)
                        .evictBefore(List.of(7, id))),
                change("batch @CacheEvict of all", (app, id) -> app.bean(ChangingCars.class)
                        .evictAll(List.of(7))),
                change("batch @CacheEvict of all before", (app, id) -> app.bean(ChangingCars.class)
                        .evictAllBefore(List.of(7))),
                change("batch @CacheRemove", (app, id) -> app.bean(JCacheChanges.class)
                        .remove(List.of(7, id))),
                change("batch @CacheRemove before", (app, id) -> app.bean(JCacheChanges.class)
                        .removeBefore(List.of(7, id))),
                change("multiEvict", (app, id) -> batch(app).multiEvict(List.of(7, id))),
                change("multiEvictIfPresent", (app, id) -> batch(app).multiEvictIfPresent(List.of(7, id))),
                change("evict", (app, id) -> batch(app).evict(id)),
                change("evictIfPresent", (app, id) -> batch(app).evictIfPresent(id)),
                change("clear", (app, id) -> batch(app).clear()),
                change("invalidate", (app, id) -> batch(app).invalidate()));
    }

    static Stream<Arguments> puts() {
        return Stream.of(
                change("plain @CachePut", (app, id) -> app.bean(ChangingCars.class)
                        .put(id)),
                change("batch @CachePut", (app, id) -> app.bean(ChangingCars.class)
                        .put(List.of(id))),
                change("batch JSR-107 @CachePut", (app, id) -> app.bean(JCacheChanges.class)
                        .put(Map.of(id, "new " + id))),
                change("multiPut", (app, id) -> batch(app).multiPut(Map.of(id, "new " + id))),
                change("putIfAbsent", (app, id) -> batch(app).putIfAbsent(id, "new " + id)),
                change("put", (app, id) -> batch(app).put(id, "new " + id)));
    }

    @ParameterizedTest
    @MethodSource("evictions")
    @DisplayName("S20, S27 what was evicted meanwhile is not stored")
    void evicted(BiConsumer<CachingContext, Integer> eviction) throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var load = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        database.rows.put(1, "new 1");
        eviction.accept(context, 1);
        hold.release();

        assertThat(load.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(context.cache("cars").get(1)).isNull();
        assertThat(cars.find(List.of(1))).isEqualTo(Map.of(1, "new 1"));
    }

    @ParameterizedTest
    @MethodSource("puts")
    @DisplayName("S27 what was put meanwhile stays, and the other keys are stored")
    void put(BiConsumer<CachingContext, Integer> put) throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var load = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        put.accept(context, 1);
        hold.release();

        assertThat(load.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(context.cache("cars").get(1, String.class)).isEqualTo("new 1");
        assertThat(context.cache("cars").get(2, String.class)).isEqualTo("car 2");
    }

    @Test
    @DisplayName("S27 what a plain method has loaded and stored meanwhile counts as put")
    void storeOfAPlainLoad() throws Exception {
        loadWhile(() -> cars.find(1));

        assertThat(cache().get(1, String.class)).isEqualTo("new 1");
    }

    /** Loads something that is loaded otherwise meanwhile. */
    final void loadWhile(Runnable meanwhile) throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var load = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        meanwhile.run();
        hold.release();

        assertThat(load.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
    }

    final ChangingCars cars() {
        return cars;
    }

    final Cache cache() {
        return context.cache("cars");
    }

    @Test
    @DisplayName("S18, S27 of several caches only the changed one is left out")
    void severalCaches() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var load = callers.start(() -> cars.findInTwoCaches(List.of(1, 2)));
        hold.awaitReached();
        cars.evict(1);
        hold.release();

        load.result();
        assertThat(stored()).containsExactly("2");
        assertThat(stored(context.cache("far"))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    @DisplayName("S27 changes of other keys and of other caches do not matter")
    void unrelatedChanges() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var load = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        cars.evict(3);
        context.cache("far").put(1, "other");
        batch(context, "far").multiEvict(List.of(1));
        batch(context, "far").clear();
        hold.release();

        load.result();
        assertThat(stored()).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    @DisplayName("S27 changes of other keys may keep a value from being stored, but rarely, however many they are")
    void veryManyChanges() throws Exception {
        List<Integer> ids = IntStream.range(0, 300).boxed().toList();
        Hold hold = database.holdQueriesFor(1);
        var load = callers.start(() -> cars.find(ids));
        hold.awaitReached();
        for (int i = 0; i < 10_000; i++) {
            batch(context, "far").evict(i);
        }
        cars.evict(ids.subList(200, 300));
        hold.release();

        assertThat(load.result()).hasSize(300);
        assertThat(stored())
                .doesNotContainAnyElementsOf(
                        ids.subList(200, 300).stream().map(String::valueOf).toList())
                .hasSizeGreaterThan(150);
    }

    @Test
    @DisplayName("S19 a call that comes after an evict does not join the older load, but loads the newer value itself")
    void outdatedFlight() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var older = callers.start(() -> cars.findOnce(List.of(1, 2)));
        hold.awaitReached();
        database.during = ids -> {};
        database.rows.put(1, "new 1");
        cars.evict(1);

        assertThat(cars.findOnce(List.of(1))).isEqualTo(Map.of(1, "new 1"));
        hold.release();
        assertThat(older.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(context.cache("cars").get(1, String.class)).isEqualTo("new 1");
    }

    @Test
    @DisplayName("S27 a change of a key that a waiter of the older load asks for does not make it load again")
    void waiterFromBefore() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findOnce(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findOnce(List.of(1)));
        waiter.awaitWaiting();
        cars.evict(1);
        hold.release();

        assertThat(waiter.result()).isEqualTo(owner.result());
        assertThat(stored()).isEmpty();
        assertThat(database.queries).hasSize(1);
    }

    /** Returns empty caches, among them "cars" and "far". */
    CacheManager newCaches() {
        return new CaffeineCacheManager();
    }

    /** Returns the keys that are stored, as texts. */
    Set<String> stored(Cache cache) {
        return ((CaffeineCache) cache)
                .getNativeCache().asMap().keySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.toSet());
    }

    /** Returns a configuration of what else the application has. */
    Class<?> surroundings() {
        return Object.class;
    }

    private Set<String> stored() {
        return stored(context.cache("cars"));
    }

    private static EnhancedCache batch(CachingContext context) {
        return batch(context, "cars");
    }

    private static EnhancedCache batch(CachingContext context, String name) {
        Cache cache = context.cache(name);
        return context.bean(EnhancedCacheConversionService.class).convert(cache);
    }

    private static Arguments change(String name, BiConsumer<CachingContext, Integer> change) {
        return Arguments.of(Named.of(name, change));
    }
}
