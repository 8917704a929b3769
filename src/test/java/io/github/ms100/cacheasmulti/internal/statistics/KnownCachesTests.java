package io.github.ms100.cacheasmulti.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.Callers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("O3 what is kept for caches")
class KnownCachesTests {

    private final List<Cache> looked = new ArrayList<>();

    private final KnownCaches<Integer> known = new KnownCaches<>(cache -> {
        looked.add(cache);
        return looked.size();
    });

    @Test
    void instanceIsLookedForOnce() {
        Cache cars = new ConcurrentMapCache("cars");
        Cache others = new ConcurrentMapCache("cars");
        Cache boats = new ConcurrentMapCache("boats");

        assertThat(List.of(known.of(cars), known.of(others), known.of(boats), known.of(cars), known.of(others)))
                .containsExactly(1, 2, 3, 1, 2);
        assertThat(looked).containsExactly(cars, others, boats);
    }

    @Test
    @DisplayName("threads that come at once make one entry, and leave room for others")
    void atOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            Cache cars = new ConcurrentMapCache("cars");
            Cache others = new ConcurrentMapCache("cars");
            CyclicBarrier inFinder = new CyclicBarrier(16);
            KnownCaches<Cache> slowly = new KnownCaches<>(cache -> {
                if (cache == cars) {
                    awaitAll(inFinder);
                }
                return cache;
            });
            try (Callers callers = new Callers()) {
                List<Callers.Call<Cache>> calls = new ArrayList<>();
                for (int thread = 0; thread < 16; thread++) {
                    calls.add(callers.start(() -> slowly.of(cars)));
                }
                for (Callers.Call<Cache> call : calls) {
                    assertThat(call.result()).isSameAs(cars);
                }
            }
            assertThat(slowly.of(others)).isSameAs(others);
        }
    }

    private static void awaitAll(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    @DisplayName("new instances without end are taken for the first, and are not kept")
    void instancesWithoutEnd() {
        Cache first = new ConcurrentMapCache("cars");
        List<Cache> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < 100; i++) {
            all.add(new ConcurrentMapCache("cars"));
        }
        all.forEach(known::of);

        assertThat(looked).hasSize(8);
        assertThat(known.of(new ConcurrentMapCache("cars"))).isEqualTo(1);
    }
}
