package io.github.ms100.cacheasmulti.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.caffeine.CaffeineCacheManager;

@DisplayName("S1 calls of many threads do not see each other's elements, keys or values")
@Tag("slow")
class ConcurrentCallTests {

    private static final int THREADS = 8;

    private final CachingContext context = CachingContext.of(new CaffeineCacheManager(), Cars.class);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
        context.close();
    }

    @Test
    void everyValueBelongsToItsElementAndArguments() throws Exception {
        Cars cars = context.bean(Cars.class);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Void>> done = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            SplittableRandom random = new SplittableRandom(thread);
            Callable<Void> calls = () -> {
                start.await();
                for (int call = 0; call < 2_000; call++) {
                    List<Integer> ids = random.ints(5, 0, 50).boxed().toList();
                    String country = random.nextBoolean() ? "de" : "cn";
                    check(cars.find(ids, country), ids, country);
                    check(cars.findByKey(ids, country), ids, country);
                    cars.remove(random.ints(2, 0, 50).boxed().toList(), country);
                }
                return null;
            };
            done.add(threads.submit(calls));
        }

        for (Future<Void> calls : done) {
            calls.get();
        }
    }

    private static void check(Map<Integer, String> found, List<Integer> ids, String country) {
        assertThat(found.keySet())
                .containsExactlyElementsOf(ids.stream().distinct().toList());
        found.forEach((id, car) -> assertThat(car).isEqualTo(country + " " + id));
    }

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids, String country) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, country + " " + id));
            return found;
        }

        @Cacheable(
                cacheNames = "keyed",
                key = "#country + ':' + #ids",
                condition = "#ids != 13",
                unless = "#result == null")
        public Map<Integer, String> findByKey(@CacheAsMulti List<Integer> ids, String country) {
            return find(ids, country);
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids, String country) {}
    }
}
