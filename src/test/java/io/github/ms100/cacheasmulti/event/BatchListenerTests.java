package io.github.ms100.cacheasmulti.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.internal.engine.Listeners;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;

/** A listener is told of all that batch methods do, and can do no harm. */
class BatchListenerTests {

    private final CachingContext context = CachingContext.of(Cars.class, Listening.class);

    private final Cars cars = context.bean(Cars.class);

    private final List<Object> events = context.bean(Recorder.class).events;

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void lookupLoadAndStoreAreToldInTheirOrder() {
        cars.find(List.of(1, 2));
        events.clear();

        cars.find(List.of(2, 3, 4, 2));

        assertThat(events).hasSize(3);
        assertThat((BatchListener.Lookup) events.get(0)).satisfies(lookup -> {
            assertThat(lookup.cache().getName()).isEqualTo("cars");
            assertThat(List.of(lookup.keys(), lookup.hits(), lookup.misses(), lookup.failures()))
                    .containsExactly(3, 1, 2, 0);
            assertThat(lookup.bypassed()).isFalse();
            assertThat(lookup.again()).isFalse();
            assertThat(lookup.time()).isPositive();
        });
        assertThat((BatchListener.Load) events.get(1)).satisfies(load -> {
            assertThat(load.method().getName()).isEqualTo("find");
            assertThat(List.of(load.elements(), load.found())).containsExactly(2, 1);
            assertThat(load.failure()).isNull();
            assertThat(load.time()).isPositive();
        });
        assertThat((BatchListener.Store) events.get(2))
                .satisfies(store -> assertThat(List.of(store.entries(), store.refused(), store.failures()))
                        .containsExactly(2, 0, 0));
    }

    @Test
    void hitsAreOneLookup() {
        cars.find(List.of(1, 2));
        events.clear();

        cars.find(List.of(1, 2));

        assertThat(events).singleElement().isInstanceOf(BatchListener.Lookup.class);
    }

    @Test
    void failedLoadIsTold() {
        assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(-1)));

        assertThat((BatchListener.Load) events.get(1)).satisfies(load -> {
            assertThat(load.found()).isZero();
            assertThat(load.failure()).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    @DisplayName("P4 of a load that has failed in part it is told how many elements it has found")
    void partialLoadIsTold() {
        assertThatThrownBy(() -> cars.find(List.of(1, 2, 0))).isInstanceOf(PartialLoadException.class);
        assertThatThrownBy(() -> cars.put(List.of(1, 2, 0))).isInstanceOf(PartialLoadException.class);

        assertThat(events)
                .filteredOn(BatchListener.Load.class::isInstance)
                .extracting(BatchListener.Load.class::cast)
                .hasSize(2)
                .allSatisfy(load -> {
                    assertThat(List.of(load.elements(), load.found(), load.missing()))
                            .containsExactly(3, 2, 0);
                    assertThat(load.failure()).isInstanceOf(PartialLoadException.class);
                    assertThat(load.time()).isPositive();
                });
    }

    @Test
    void putsEvictsAndClearsAreTold() {
        cars.put(List.of(1, 2));
        cars.evict(List.of(1, 2, 3));
        cars.clear(List.of());

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Load", "Store", "Load", "Evict", "Load", "Clear");
        assertThat(((BatchListener.Evict) events.get(3)).keys()).isEqualTo(3);
        assertThat(((BatchListener.Clear) events.get(5)).failure()).isNull();
    }

    @Test
    void elementsOfAnotherCallAreTold() throws Exception {
        try (Callers callers = new Callers()) {
            Hold hold = new Hold();
            cars.holdWith(hold);
            var first = callers.start(() -> cars.findOnce(List.of(1, 2)));
            hold.awaitReached();
            var second = callers.start(() -> cars.findOnce(List.of(2)));
            second.awaitWaiting();
            hold.release();
            first.result();
            second.result();
        }

        assertThat(events)
                .filteredOn(BatchListener.Wait.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    BatchListener.Wait wait = (BatchListener.Wait) event;
                    assertThat(List.of(wait.elements(), wait.taken())).containsExactly(1, 1);
                    assertThat(wait.time()).isPositive();
                });
    }

    @Test
    void failuresOfTheCacheAreTold() {
        UnreliableCache cache = new UnreliableCache("cars");
        try (CachingContext failing = CachingContext.with(new RecordingErrorHandler(), ListenedCars.class, cache)) {
            cache.failWith(new IllegalStateException("down"));
            List<Object> told = failing.bean(Recorder.class).events;

            failing.bean(Cars.class).find(List.of(1, 2));
            failing.bean(Cars.class).evict(List.of(1, 2));
            failing.bean(Cars.class).clear(List.of());

            assertThat(((BatchListener.Lookup) told.get(0)).failures()).isEqualTo(2);
            assertThat(((BatchListener.Store) told.get(2)).failures()).isEqualTo(2);
            assertThat(((BatchListener.Evict) told.get(4)).failures()).isEqualTo(2);
            assertThat(((BatchListener.Clear) told.get(6)).failure()).hasMessage("down");
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void listenerThatThrowsReachesNoCallerAndNoOtherListener(CapturedOutput output) {
        Recorder recorder = new Recorder();
        BatchListener all = Listeners.of(List.of(new Throwing(), recorder));

        all.onCoolDownClosed(context.cache("cars"));
        all.onCoolDownClosed(context.cache("cars"));

        assertThat(recorder.events).hasSize(2);
        assertThat(output).contains("WARN").containsOnlyOnce(Throwing.class.getName() + " has failed");
    }

    @Test
    void nobodyIsNoListenerAtAll() {
        assertThat(Listeners.of(List.of())).isSameAs(BatchListener.NO_OP);
        assertThat(Listeners.of(List.of(BatchListener.NO_OP))).isSameAs(BatchListener.NO_OP);
    }

    static class Cars {

        private Hold hold;

        public void holdWith(Hold hold) {
            this.hold = hold;
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti Collection<Integer> ids) {
            if (ids.contains(0)) {
                throw new PartialLoadException(Map.of(1, "car1", 2, "car2"), Map.of(0, new IllegalStateException()));
            }
            Map<Integer, String> found = new HashMap<>();
            for (Integer id : ids) {
                if (id < 0) {
                    throw new IllegalStateException("no such car");
                }
                if (id < 4) {
                    found.put(id, "car" + id);
                }
            }
            return found;
        }

        @Cacheable(cacheNames = "once", sync = true)
        public Map<Integer, String> findOnce(@CacheAsMulti Collection<Integer> ids) {
            hold.here();
            return find(ids);
        }

        @CachePut("cars")
        public Map<Integer, String> put(@CacheAsMulti Collection<Integer> ids) {
            return find(ids);
        }

        @CacheEvict("cars")
        public void evict(@CacheAsMulti Collection<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void clear(@CacheAsMulti Collection<Integer> ids) {}
    }

    static class Listening {

        @Bean
        Recorder recorder() {
            return new Recorder();
        }
    }

    static class ListenedCars extends Listening {

        @Bean
        Cars cars() {
            return new Cars();
        }
    }

    private static final class Throwing implements BatchListener {

        @Override
        public void onCoolDownClosed(Cache cache) {
            throw new AssertionError("no");
        }
    }

    static final class Recorder implements BatchListener {

        final List<Object> events = new CopyOnWriteArrayList<>(new ArrayList<>());

        final List<Object> calls = new CopyOnWriteArrayList<>();

        @Override
        public void onCall(Call call) {
            calls.add(call);
        }

        @Override
        public void onLookup(Lookup lookup) {
            events.add(lookup);
        }

        @Override
        public void onLoad(Load load) {
            events.add(load);
        }

        @Override
        public void onWait(Wait wait) {
            events.add(wait);
        }

        @Override
        public void onStore(Store store) {
            events.add(store);
        }

        @Override
        public void onEvict(Evict evict) {
            events.add(evict);
        }

        @Override
        public void onClear(Clear clear) {
            events.add(clear);
        }

        @Override
        public void onCoolDownClosed(Cache cache) {
            events.add(cache.getName());
        }
    }
}
