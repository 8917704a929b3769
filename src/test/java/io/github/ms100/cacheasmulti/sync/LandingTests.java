package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.HeldCache;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;

@DisplayName("S19 a flight that lands between lookup and claim")
class LandingTests {

    private final HeldCache cache = new HeldCache("cars");

    private final CachingContext context = CachingContext.of(new GivenCaches(cache), SyncCars.class, Database.class);

    private final SyncCars cars = context.bean(SyncCars.class);

    private final Database database = context.bean(Database.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @Test
    @DisplayName("S19 makes the claimed key be looked up again, that key alone, and not be loaded again")
    void secondLookup() throws Exception {
        Hold lookedUp = new Hold();
        cache.afterGet = keys -> {
            if (keys.size() == 3) {
                lookedUp.here();
            }
        };
        var call = callers.start(() -> cars.find(List.of(1, 2, 3)));
        lookedUp.awaitReached();
        cars.find(List.of(2));
        lookedUp.release();

        assertThat(call.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2", 3, "car 3"));
        assertThat(cache.calls())
                .containsExactly(
                        "cars get [1, 2, 3]",
                        "cars get [2]",
                        "cars put {2=car 2}",
                        "cars get [2]",
                        "cars put {1=car 1, 3=car 3}");
        assertThat(database.queries).containsExactly(List.of(2), List.of(1, 3));
    }

    @Test
    @DisplayName("S19 finds a cached null, too, and ends the call without a query if that was all")
    void secondLookupOfNull() throws Exception {
        database.missing.add(2);
        Hold lookedUp = new Hold();
        cache.afterGet = keys -> {
            if (keys.contains(1)) {
                lookedUp.here();
            }
        };
        var call = callers.start(() -> cars.list(List.of(1, 2, 1)));
        lookedUp.awaitReached();
        cars.find(List.of(2));
        cache.put(1, "put by hand");
        lookedUp.release();

        assertThat(call.result()).containsExactly("car 1", null, "car 1");
        assertThat(database.queries).containsExactly(List.of(2), List.of(1));
    }

    @Test
    @DisplayName("S19 of other keys is no reason for a second lookup, and neither is one that landed before")
    void noSecondLookup() throws Exception {
        cars.find(List.of(7));
        cache.evict(7);
        Hold lookedUp = new Hold();
        cache.afterGet = keys -> {
            if (keys.size() == 3) {
                lookedUp.here();
            }
        };
        var call = callers.start(() -> cars.find(List.of(1, 2, 7)));
        lookedUp.awaitReached();
        cars.find(List.of(4));
        lookedUp.release();

        call.result();
        assertThat(cache.calls().subList(2, cache.calls().size()))
                .containsExactly(
                        "cars get [1, 2, 7]",
                        "cars get [4]",
                        "cars put {4=car 4}",
                        "cars put {1=car 1, 2=car 2, 7=car 7}");
    }

    @Test
    @DisplayName("S19 has stored its value before: whoever claims the key next finds it")
    void storedBeforeLanding() throws Exception {
        Hold storing = new Hold();
        cache.afterPut = keys -> storing.here();
        var owner = callers.start(() -> cars.find(List.of(1)));
        storing.awaitReached();
        cache.evict(1);
        var waiter = callers.start(() -> cars.find(List.of(1)));
        waiter.awaitWaiting();
        storing.release();

        assertThat(owner.result()).isEqualTo(waiter.result());
        assertThat(database.queries).hasSize(1);
    }

    @Test
    @DisplayName("S19 leaves nothing behind, even if its key has changed meanwhile so that maps do not find it")
    void keyThatChanges() throws Exception {
        try (CachingContext lists = CachingContext.of(ByList.class)) {
            List<Integer> key = new ArrayList<>(List.of(1));

            lists.bean(ByList.class).find(List.of(key));

            assertThat(Flights.inThisJvm().isEmpty()).isTrue();
        }
    }

    static class ByList {

        @Cacheable(cacheNames = "lists", sync = true)
        public Map<List<Integer>, String> find(@CacheAsMulti List<List<Integer>> ids) {
            ids.get(0).add(2);
            return Map.of(ids.get(0), "car");
        }
    }
}
