package io.github.ms100.cacheasmulti.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
