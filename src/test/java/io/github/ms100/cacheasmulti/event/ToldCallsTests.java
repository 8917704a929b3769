package io.github.ms100.cacheasmulti.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.event.BatchListenerTests.Cars;
import io.github.ms100.cacheasmulti.event.BatchListenerTests.ListenedCars;
import io.github.ms100.cacheasmulti.event.BatchListenerTests.Recorder;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A listener is told what a call was about, and whether it was a loop. */
class ToldCallsTests {

    private final CachingContext context = CachingContext.of(ListenedCars.class);

    private final Cars cars = context.bean(Cars.class);

    private final List<Object> events = context.bean(Recorder.class).events;

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void callIsToldWithItsDistinctElements() {
        List<Object> calls = context.bean(Recorder.class).calls;

        cars.find(List.of(1, 2, 1));
        cars.put(List.of(1, 2));
        cars.clear(List.of());

        assertThat(calls)
                .extracting(call -> ((BatchListener.Call) call).method().getName())
                .containsExactly("find", "put", "clear");
        assertThat(calls)
                .extracting(call -> ((BatchListener.Call) call).elements())
                .containsExactly(2, 2, 0);
    }

    @Test
    void missingElementsAreToldOfMethodsThatReturnSome() {
        cars.find(List.of(3, 4, 5));
        cars.evict(List.of(3, 4));

        assertThat(events)
                .filteredOn(BatchListener.Load.class::isInstance)
                .extracting(
                        event -> ((BatchListener.Load) event).found() + " of " + ((BatchListener.Load) event).elements()
                                + ", missing " + ((BatchListener.Load) event).missing())
                .containsExactly("1 of 3, missing 2", "0 of 2, missing 0");
    }

    @Test
    void loopIsTold() {
        try (CachingContext looped = CachingContext.of(
                new GivenCaches(new WrappedCache(new ConcurrentMapCache("cars"))), ListenedCars.class)) {
            List<Object> told = looped.bean(Recorder.class).events;
            looped.bean(Cars.class).find(List.of(1, 2));
            looped.bean(Cars.class).evict(List.of(1, 2));
            cars.find(List.of(1, 2));
            cars.evict(List.of(1, 2));

            assertThat(told).filteredOn(ToldCallsTests::isLooped).hasSize(3);
            assertThat(events).filteredOn(ToldCallsTests::isLooped).isEmpty();
        }
    }

    private static boolean isLooped(Object event) {
        return (event instanceof BatchListener.Lookup lookup && lookup.looped())
                || (event instanceof BatchListener.Store store && store.looped())
                || (event instanceof BatchListener.Evict evict && evict.looped());
    }
}
