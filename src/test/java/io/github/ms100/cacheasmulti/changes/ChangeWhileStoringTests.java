package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.HeldCache;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S27 a change between the check and the store, which cannot be one step, is seen by a second check")
class ChangeWhileStoringTests {

    private final HeldCache cache = new HeldCache("cars");

    private final HeldCache far = new HeldCache("far");

    private final CachingContext context =
            CachingContext.of(new GivenCaches(cache, far), ChangingCars.class, Database.class);

    private final ChangingCars cars = context.bean(ChangingCars.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S27, A2 an evict before the store: the value is taken out again, and nothing else is")
    void evictBeforeTheStore(Loading loading) throws Exception {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        var load = callers.start(() -> loading.findInTwoCaches(cars, List.of(1, 2)));
        hold.awaitReached();
        cars.evict(1);
        hold.release();

        assertThat(load.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(cache.getNativeCache()).containsOnlyKeys(2);
        assertThat(far.getNativeCache()).containsOnlyKeys(1, 2);
        assertThat(cache.calls())
                .containsExactly("cars get [1, 2]", "cars put {1=car 1, 2=car 2}", loading.evict + " [1]");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S27 a put before the store: the older value does not survive")
    void putBeforeTheStore(Loading loading) throws Exception {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        var load = callers.start(() -> loading.find(cars, List.of(1, 2)));
        hold.awaitReached();
        cars.put(1);
        hold.release();

        load.result();
        assertThat(cache.getNativeCache()).containsOnlyKeys(2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S27 a clear before the store: everything is taken out again")
    void clearBeforeTheStore(Loading loading) throws Exception {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        var load = callers.start(() -> loading.find(cars, List.of(1, 2)));
        hold.awaitReached();
        cars.evictAll();
        hold.release();

        load.result();
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S27 an evict after the store takes the value out itself")
    void evictAfterTheStore(Loading loading) throws Exception {
        Hold hold = new Hold();
        cache.afterPut = keys -> hold.here();
        var load = callers.start(() -> loading.find(cars, List.of(1, 2)));
        hold.awaitReached();
        cars.evict(List.of(1));
        hold.release();

        load.result();
        assertThat(cache.getNativeCache()).containsOnlyKeys(2);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("plain evict", app -> app.bean(ChangingCars.class).evict(1)),
                change("plain clear", app -> app.bean(ChangingCars.class).evictAll()),
                change("plain put", app -> app.bean(ChangingCars.class).put(1)),
                change("batch evict", app -> app.bean(ChangingCars.class).evict(List.of(1))),
                change("early batch evict", app -> app.bean(ChangingCars.class).evictBefore(List.of(1))),
                change("batch clear", app -> app.bean(ChangingCars.class).evictAll(List.of(1))),
                change("early batch clear", app -> app.bean(ChangingCars.class).evictAllBefore(List.of(1))),
                change("batch put", app -> app.bean(ChangingCars.class).put(List.of(1))),
                change(
                        "asynchronous put",
                        app -> app.bean(ChangingCars.class).putLater(List.of(1)).join()),
                change("asynchronous evict", app -> app.bean(ChangingCars.class)
                        .evictLater(List.of(1))
                        .join()),
                change("asynchronous clear", app -> app.bean(ChangingCars.class)
                        .evictAllLater(List.of(1))
                        .join()),
                change("multiEvict", app -> batch(app).multiEvict(List.of(1))),
                change("multiPut", app -> batch(app).multiPut(Map.of(1, "new 1"))),
                change("evict", app -> batch(app).evict(1)),
                change("put", app -> batch(app).put(1, "new 1")),
                change("clear", app -> batch(app).clear()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("S27 a change is told before it is made: a load that ends before the change returns stores nothing")
    void toldBeforeTheChange(Consumer<CachingContext> change) throws Exception {
        Hold changed = new Hold();
        ConcurrentMapCache slow = new SlowChanges(changed);
        try (CachingContext slowly = CachingContext.of(new GivenCaches(slow), ChangingCars.class, Database.class)) {
            Hold loading = slowly.bean(Database.class).holdQueriesFor(1);
            var load = callers.start(() -> slowly.bean(ChangingCars.class).find(List.of(1)));
            loading.awaitReached();
            var changing = callers.start(() -> {
                change.accept(slowly);
                return null;
            });
            changed.awaitReached();
            loading.release();
            load.result();
            changed.release();
            changing.result();

            assertThat(slow.getNativeCache().get(1)).isIn(null, "new 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S22, S27, A2 a store that fails when it has stored something is checked as well")
    void failingStore(Loading loading) throws Exception {
        RecordingErrorHandler handler = new RecordingErrorHandler();
        handler.rethrow = true;
        Hold hold = new Hold();
        cache.afterPut = keys -> {
            hold.here();
            throw new IllegalStateException("full");
        };
        try (CachingContext failing = CachingContext.with(handler, OwnDatabase.class, cache, far)) {
            var load = callers.start(() -> loading.find(failing.bean(OwnDatabase.class), List.of(1, 2)));
            hold.awaitReached();
            failing.bean(OwnDatabase.class).evict(2);
            cache.put(2, "older, as if stored after the evict");
            hold.release();

            assertThatIllegalStateException().isThrownBy(load::result).withMessage("full");
            assertThat(cache.getNativeCache()).containsOnlyKeys(1);
        }
    }

    /** How the result of a load comes. */
    private enum Loading {
        AT_ONCE("cars evict") {
            @Override
            Map<Integer, String> find(ChangingCars cars, List<Integer> ids) {
                return cars.find(ids);
            }

            @Override
            Map<Integer, String> findInTwoCaches(ChangingCars cars, List<Integer> ids) {
                return cars.findInTwoCaches(ids);
            }
        },
        // It waits for evicts, which so are made as immediate ones (A2).
        LATER("cars evictIfPresent") {
            @Override
            Map<Integer, String> find(ChangingCars cars, List<Integer> ids) {
                return result(cars.findLater(ids));
            }

            @Override
            Map<Integer, String> findInTwoCaches(ChangingCars cars, List<Integer> ids) {
                return result(cars.findInTwoCachesLater(ids));
            }
        };

        private final String evict;

        Loading(String evict) {
            this.evict = evict;
        }

        abstract Map<Integer, String> find(ChangingCars cars, List<Integer> ids);

        abstract Map<Integer, String> findInTwoCaches(ChangingCars cars, List<Integer> ids);

        private static <T> T result(CompletableFuture<T> later) {
            try {
                return later.join();
            } catch (CompletionException ex) {
                throw (RuntimeException) ex.getCause();
            }
        }
    }

    private static EnhancedCache batch(CachingContext context) {
        return context.bean(EnhancedCacheConversionService.class).convert(context.cache("cars"));
    }

    private static Arguments change(String name, Consumer<CachingContext> change) {
        return Arguments.of(Named.of(name, change));
    }

    /** Stops when it has made a change, before it says so. */
    private static final class SlowChanges extends ConcurrentMapCache {

        private final Hold changed;

        SlowChanges(Hold changed) {
            super("cars");
            this.changed = changed;
        }

        @Override
        public void put(Object key, Object value) {
            super.put(key, value);
            if (value.equals("new 1")) {
                changed.here();
            }
        }

        @Override
        public void evict(Object key) {
            super.evict(key);
            changed.here();
        }

        @Override
        public boolean evictIfPresent(Object key) {
            evict(key);
            return true;
        }

        @Override
        public void clear() {
            super.clear();
            changed.here();
        }

        @Override
        public boolean invalidate() {
            clear();
            return true;
        }
    }

    static class OwnDatabase extends ChangingCars {

        OwnDatabase() {
            super(new Database());
        }
    }
}
