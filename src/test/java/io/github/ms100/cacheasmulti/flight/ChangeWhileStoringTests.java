package io.github.ms100.cacheasmulti.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1 a change between the check and the store, which cannot be one step, is seen by a second check")
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

    @Test
    @DisplayName("S1 an evict before the store: the value is taken out again, and nothing else is")
    void evictBeforeTheStore() throws Exception {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        var load = callers.start(() -> cars.findInTwoCaches(List.of(1, 2)));
        hold.awaitReached();
        cars.evict(1);
        hold.release();

        assertThat(load.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(cache.getNativeCache()).containsOnlyKeys(2);
        assertThat(far.getNativeCache()).containsOnlyKeys(1, 2);
        assertThat(cache.calls).containsExactly("get [1, 2]", "put [1, 2]", "evict [1]");
    }

    @Test
    @DisplayName("S1 a put before the store: the older value does not survive")
    void putBeforeTheStore() throws Exception {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        var load = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        cars.put(1);
        hold.release();

        load.result();
        assertThat(cache.getNativeCache()).containsOnlyKeys(2);
    }

    @Test
    @DisplayName("S1 a clear before the store: everything is taken out again")
    void clearBeforeTheStore() throws Exception {
        Hold hold = new Hold();
        cache.beforePut = keys -> hold.here();
        var load = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        cars.evictAll();
        hold.release();

        load.result();
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("S1 an evict after the store takes the value out itself")
    void evictAfterTheStore() throws Exception {
        Hold hold = new Hold();
        cache.afterPut = keys -> hold.here();
        var load = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        cars.evict(List.of(1));
        hold.release();

        load.result();
        assertThat(cache.getNativeCache()).containsOnlyKeys(2);
    }

    @Test
    @DisplayName("S1 a change is told before it is made: a load that ends before the evict returns stores nothing")
    void toldBeforeTheChange() throws Exception {
        Hold evicted = new Hold();
        HeldCache slow = new HeldCache("cars") {
            @Override
            public void evict(Object key) {
                super.evict(key);
                evicted.here();
            }
        };
        try (CachingContext slowly = CachingContext.of(new GivenCaches(slow), ChangingCars.class, Database.class)) {
            Hold loading = slowly.bean(Database.class).holdQueriesFor(1);
            var load = callers.start(() -> slowly.bean(ChangingCars.class).find(List.of(1)));
            loading.awaitReached();
            var evict = callers.start(() -> {
                slowly.bean(ChangingCars.class).evict(1);
                return null;
            });
            evicted.awaitReached();
            loading.release();
            load.result();
            evicted.release();
            evict.result();

            assertThat(slow.getNativeCache()).isEmpty();
        }
    }

    @Test
    @DisplayName("S1, S22 a store that fails when it has stored something is checked as well")
    void failingStore() throws Exception {
        RecordingErrorHandler handler = new RecordingErrorHandler();
        handler.rethrow = true;
        Hold hold = new Hold();
        cache.afterPut = keys -> {
            hold.here();
            throw new IllegalStateException("full");
        };
        try (CachingContext failing = CachingContext.with(handler, OwnDatabase.class, cache, far)) {
            var load = callers.start(() -> failing.bean(OwnDatabase.class).find(List.of(1, 2)));
            hold.awaitReached();
            failing.bean(OwnDatabase.class).evict(2);
            cache.put(2, "older, as if stored after the evict");
            hold.release();

            assertThatIllegalStateException().isThrownBy(load::result).withMessage("full");
            assertThat(cache.getNativeCache()).containsOnlyKeys(1);
        }
    }

    static class OwnDatabase extends ChangingCars {

        OwnDatabase() {
            super(new Database());
        }
    }
}
