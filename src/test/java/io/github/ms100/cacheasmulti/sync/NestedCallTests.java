package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S19 a loader that calls batch methods itself waits for nobody")
class NestedCallTests {

    private final CachingContext context = CachingContext.of(SyncCars.class, Database.class);

    private final SyncCars cars = context.bean(SyncCars.class);

    private final Database database = context.bean(Database.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @Test
    @DisplayName("S19 a key that the same thread has claimed is loaded, not waited for")
    void sameThread() throws Exception {
        database.during = ids -> {
            if (ids.contains(1)) {
                assertThat(cars.find(List.of(2, 3))).containsOnlyKeys(2, 3);
            }
        };

        assertThat(callers.start(() -> cars.find(List.of(1, 2))).result()).containsOnlyKeys(1, 2);

        assertThat(database.queries).containsExactly(List.of(1, 2), List.of(2, 3));
    }

    @Test
    @DisplayName("S19 two loaders that call for each other's keys both load, and end")
    void crosswise() throws Exception {
        CyclicBarrier bothLoading = new CyclicBarrier(2);
        database.during = ids -> {
            if (ids.size() == 2) {
                meet(bothLoading);
                assertThat(cars.find(List.of(ids.contains(1) ? 3 : 1))).hasSize(1);
                meet(bothLoading);
            }
        };
        var call1 = callers.start(() -> cars.find(List.of(1, 2)));
        var call2 = callers.start(() -> cars.find(List.of(3, 4)));

        assertThat(call1.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(call2.result()).isEqualTo(Map.of(3, "car 3", 4, "car 4"));
        assertThat(database.loads()).isEqualTo(Map.of(1, 2, 2, 1, 3, 2, 4, 1));
    }

    @Test
    @DisplayName(
            "S19 what a nested call has claimed is waited for by others, and by the thread itself once it holds nothing")
    void nestedClaims() throws Exception {
        Hold hold = database.holdQueriesFor(9);
        var during = database.during;
        database.during = ids -> {
            if (ids.equals(List.of(1))) {
                cars.find(List.of(9));
            }
            during.accept(ids);
        };
        var owner = callers.start(() -> cars.find(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.find(List.of(9)));
        waiter.awaitWaiting();
        var waiterForOuter = callers.start(() -> cars.find(List.of(1)));
        waiterForOuter.awaitWaiting();
        hold.release();

        assertThat(owner.result()).containsOnlyKeys(1);
        assertThat(waiter.result()).containsOnlyKeys(9);
        assertThat(waiterForOuter.result()).containsOnlyKeys(1);
        assertThat(database.queries).containsExactly(List.of(1), List.of(9));
    }

    @Test
    @DisplayName("S19 a thread whose loader has failed inside a nested call may wait again")
    void threadIsFreeAfterFailure() throws Exception {
        Hold hold = database.holdQueriesFor(5);
        var during = database.during;
        database.during = ids -> {
            during.accept(ids);
            if (ids.equals(List.of(1))) {
                cars.find(List.of(2));
            }
            if (ids.equals(List.of(2))) {
                throw new IllegalStateException("no connection");
            }
        };
        var owner = callers.start(() -> cars.find(List.of(5)));
        hold.awaitReached();
        var call = callers.start(() -> {
            try {
                return cars.find(List.of(1));
            } catch (IllegalStateException ex) {
                return cars.find(List.of(5));
            }
        });
        call.awaitWaiting();
        hold.release();

        assertThat(call.result()).isEqualTo(Map.of(5, "car 5"));
        owner.result();
        assertThat(database.loads()).containsEntry(5, 1);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }
}
