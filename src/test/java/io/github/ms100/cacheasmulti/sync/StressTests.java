package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.test.util.AopTestUtils;

@DisplayName("S19 many threads at once")
@Tag("slow")
class StressTests {

    private static final int THREADS = 16;

    private final CachingContext context = CachingContext.of(new CaffeineCacheManager(), Cars.class);

    private final Cars cars = context.bean(Cars.class);

    private final Cars target = AopTestUtils.getTargetObject(cars);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @Test
    @DisplayName("S19 16 threads with random batches over 10,000 keys load each key once, and see only right values")
    void eachKeyOnce() throws Exception {
        onAllThreads(thread -> () -> {
            SplittableRandom random = new SplittableRandom(thread);
            for (int call = 0; call < 400; call++) {
                List<Integer> ids =
                        random.ints(60, 0, Cars.KEYS).distinct().boxed().toList();
                Map<Integer, Integer> found = cars.find(ids);
                assertThat(found.keySet()).containsExactlyElementsOf(ids);
                found.forEach((id, value) -> assertThat(value).isEqualTo(-id));
            }
            return null;
        });

        // 16 x 400 x 60 draws of 10,000: every key has come up.
        IntStream loads = IntStream.range(0, Cars.KEYS).map(target.loads::get);
        assertThat(loads).containsOnly(1).hasSize(Cars.KEYS);
    }

    @Test
    @DisplayName("S19 loaders that load others in turn, half of which fail, end, and nobody sees another's exception")
    void nestedAndFailing() throws Exception {
        onAllThreads(thread -> () -> {
            SplittableRandom random = new SplittableRandom(thread);
            for (int call = 0; call < 200; call++) {
                List<Integer> ids = random.ints(10, 0, 300).distinct().boxed().toList();
                try {
                    assertThat(cars.findDeeply(ids, thread, 3)).hasSize(ids.size());
                } catch (IllegalStateException ex) {
                    assertThat(ex).hasMessage("thread " + thread);
                }
            }
            return null;
        });
    }

    @Test
    @DisplayName("S27 no value that was loaded before an evict is left when all calls have ended")
    void noStaleValueIsLeft() throws Exception {
        int keys = 40;
        onAllThreads(thread -> () -> {
            SplittableRandom random = new SplittableRandom(thread);
            for (int call = 0; call < 3_000; call++) {
                List<Integer> ids = random.ints(6, 0, keys).distinct().boxed().toList();
                if (thread % 4 == 0) {
                    ids.forEach(target.versions::incrementAndGet);
                    cars.evict(ids);
                } else if (thread % 4 == 1) {
                    target.versions.incrementAndGet(ids.get(0));
                    cars.evict(ids.get(0));
                } else if (thread % 4 == 2) {
                    cars.findVersions(ids);
                } else {
                    cars.findVersionsOnce(ids);
                }
            }
            return null;
        });

        for (int key = 0; key < keys; key++) {
            Integer cached = context.cache("versions").get(key, Integer.class);
            assertThat(cached == null || cached == target.versions.get(key))
                    .as("key %d: cached is %s, current %d", key, cached, target.versions.get(key))
                    .isTrue();
        }
    }

    private void onAllThreads(IntFunction<Callable<Void>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callers.Call<Void>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Callable<Void> body = work.apply(i);
            calls.add(callers.start(() -> {
                start.await();
                return body.call();
            }));
        }
        for (Callers.Call<Void> call : calls) {
            call.result();
        }
    }

    static class Cars {

        static final int KEYS = 10_000;

        final AtomicIntegerArray loads = new AtomicIntegerArray(KEYS);

        final AtomicIntegerArray versions = new AtomicIntegerArray(KEYS);

        private final ObjectProvider<Cars> self;

        Cars(ObjectProvider<Cars> self) {
            this.self = self;
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Integer, Integer> find(@CacheAsMulti(maxLoadSize = 25) List<Integer> ids) {
            Map<Integer, Integer> found = new HashMap<>();
            for (Integer id : ids) {
                loads.incrementAndGet(id);
                found.put(id, -id);
            }
            Thread.yield();
            return found;
        }

        @Cacheable(cacheNames = "deep", sync = true, key = "#ids")
        public Map<Integer, Integer> findDeeply(@CacheAsMulti List<Integer> ids, int thread, int depth) {
            if (depth > 0) {
                List<Integer> others =
                        ids.stream().map(id -> (id * 7 + depth) % 300).toList();
                self.getObject().findDeeply(others, thread, depth - 1);
            } else if (ids.get(0) % 2 == 0) {
                throw new IllegalStateException("thread " + thread);
            }
            Map<Integer, Integer> found = new HashMap<>();
            ids.forEach(id -> found.put(id, -id));
            return found;
        }

        @Cacheable("versions")
        public Map<Integer, Integer> findVersions(@CacheAsMulti List<Integer> ids) {
            return readVersions(ids);
        }

        @Cacheable(cacheNames = "versions", sync = true)
        public Map<Integer, Integer> findVersionsOnce(@CacheAsMulti List<Integer> ids) {
            return readVersions(ids);
        }

        private Map<Integer, Integer> readVersions(List<Integer> ids) {
            Map<Integer, Integer> found = new HashMap<>();
            ids.forEach(id -> found.put(id, versions.get(id)));
            Thread.yield();
            return found;
        }

        @CacheEvict("versions")
        public void evict(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict("versions")
        public void evict(Integer id) {}
    }
}
