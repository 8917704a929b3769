package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.CountingCache;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Random sequences of calls, made by annotated methods, one element at a time, and by typed caches; each on a cache of its own. */
@DisplayName("P1 typed caches do what annotated methods do")
class TypedEquivalenceTests {

    private static final int CALLS = 400;

    private static final int KEYS = 6;

    @ParameterizedTest
    @EnumSource
    @DisplayName("P1-P5 results, loads, contents and calls of the store; waiting, later, and of single methods")
    void randomSequences(TestStore store) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Side annotated = new Side(store, random);
                Side single = new Side(store, random);
                Side typed = new Side(store, random);
                Side later = new Side(store, random)) {
            for (int call = 0; call < (store.isRedis() ? CALLS / 4 : CALLS); call++) {
                Step step = Step.any(random);
                String name = "call %d of seed %d, %s".formatted(call, seed, step);

                Seen expected = annotated.seen(() -> step.annotated(annotated), step);

                assertThat(typed.seen(() -> step.typed(typed), step)).as(name).isEqualTo(expected);
                assertThat(later.seen(() -> step.later(later), step))
                        .as("%s, later", name)
                        .isEqualTo(expected);
                if (step.canBeSingle()) {
                    Seen found = single.seen(() -> step.single(single), step);
                    assertThat(found.outcome()).as("%s, single", name).isEqualTo(expected.outcome());
                    assertThat(found.contents()).as("%s, single", name).isEqualTo(expected.contents());
                } else {
                    single.copy(annotated);
                }
            }
        }
    }

    enum Kind {
        READ,
        STRICT,
        PUT,
        EVICT
    }

    enum Fault {
        NONE,
        ALL,
        PART,
        STRAY
    }

    /** What is asked, of which keys; the rows that there are have the number of the call in their values. */
    private record Step(Kind kind, Fault fault, List<Integer> ids, Map<Integer, String> rows) {

        static Step any(Random random) {
            List<Integer> ids = new ArrayList<>();
            for (int count = 1 + random.nextInt(KEYS + 2); count > 0; count--) {
                ids.add(random.nextInt(KEYS));
            }
            Map<Integer, String> rows = new LinkedHashMap<>();
            for (int id = KEYS; id-- > 0; ) {
                if (random.nextInt(4) > 0) {
                    rows.put(id, random.nextInt(8) == 0 ? null : "row " + id + " " + random.nextInt(100));
                }
            }
            Kind kind = Kind.values()[random.nextInt(4)];
            boolean loads = kind == Kind.READ || kind == Kind.STRICT;
            return new Step(kind, loads ? Fault.values()[random.nextInt(4)] : Fault.NONE, ids, rows);
        }

        /** Returns whether calls of a single method come to the same: it cannot fail for some, nor say that null is a value. */
        boolean canBeSingle() {
            return kind != Kind.STRICT && fault == Fault.NONE;
        }

        private List<Integer> distinct() {
            return new ArrayList<>(new LinkedHashSet<>(ids));
        }

        private Map<Integer, String> given() {
            Map<Integer, String> given = new LinkedHashMap<>();
            distinct().forEach(id -> given.put(id, rows.get(id)));
            return given;
        }

        Object annotated(Side side) {
            return switch (kind) {
                case READ -> side.methods.find(ids);
                case STRICT -> side.methods.findStrictly(ids);
                case PUT -> side.methods.save(distinct()) == null;
                case EVICT -> side.methods.remove(ids);
            };
        }

        Object single(Side side) {
            Map<Integer, String> found = new LinkedHashMap<>();
            for (Integer id : distinct()) {
                switch (kind) {
                    case READ -> found.put(id, side.methods.find(id));
                    case PUT -> side.cache.put(id, rows.get(id));
                    case EVICT -> side.cache.evict(id);
                    case STRICT -> throw new AssertionError("a single method has no way to say so");
                }
            }
            found.values().removeIf(Objects::isNull);
            return kind == Kind.READ ? found : false;
        }

        Object typed(Side side) {
            return switch (kind) {
                case READ -> side.typed.getAll(ids, side.methods::load);
                case STRICT -> side.typed.strictNull().getAll(ids, side.methods::load);
                case PUT -> {
                    side.typed.putAll(given());
                    yield false;
                }
                case EVICT -> {
                    side.typed.evictAll(ids);
                    yield false;
                }
            };
        }

        Object later(Side side) {
            try {
                return switch (kind) {
                    case READ -> side.typed.getAllAsync(ids, side::loadLater).join();
                    case STRICT ->
                        side.typed
                                .strictNull()
                                .getAllAsync(ids, side::loadLater)
                                .join();
                    case PUT -> side.typed.putAllAsync(given()).join() != null;
                    case EVICT -> side.typed.evictAllAsync(ids).join() != null;
                };
            } catch (CompletionException ex) {
                throw (RuntimeException) ex.getCause();
            }
        }
    }

    /** What came of a call. */
    private record Seen(Object outcome, List<List<Integer>> loads, List<String> calls, Map<?, ?> contents) {}

    private static final class Side implements AutoCloseable {

        private final TestStore store;

        private final Cache target;

        private final CountingCache cache;

        private final CachingContext context;

        private final Methods methods;

        private final BatchCache<Integer, String> typed;

        private final Random random;

        Side(TestStore store, Random random) {
            this.store = store;
            this.random = new Random(random.nextLong());
            this.target = store.newCache(TestStore.CARS);
            this.cache = new CountingCache(target);
            this.context = CachingContext.of(new GivenCaches(cache), Methods.class);
            this.methods = context.bean(Methods.class);
            this.typed = context.bean(BatchCaches.class).cache(TestStore.CARS, String.class);
        }

        CompletableFuture<Map<Integer, String>> loadLater(Collection<Integer> ids) {
            return random.nextBoolean()
                    ? CompletableFuture.supplyAsync(() -> methods.load(ids))
                    : CompletableFuture.completedFuture(methods.load(ids));
        }

        Seen seen(Callable<Object> call, Step step) {
            methods.begin(step);
            cache.calls().clear();
            Object outcome;
            try {
                outcome = call.call();
            } catch (Exception ex) {
                outcome = ex.getClass();
            }
            return new Seen(outcome, methods.loads(), List.copyOf(cache.calls()), store.dump(target));
        }

        /** Makes the cache hold what another one holds. */
        void copy(Side other) {
            target.clear();
            other.typed.lookup(List.of(0, 1, 2, 3, 4, 5)).outcomes().forEach((id, outcome) -> {
                if (outcome instanceof Outcome.Hit<String> hit) {
                    target.put(id, hit.value());
                }
            });
        }

        @Override
        public void close() {
            context.close();
        }
    }

    static class Methods {

        private Step step;

        private final List<List<Integer>> loads = new ArrayList<>();

        void begin(Step begun) {
            step = begun;
            loads.clear();
        }

        List<List<Integer>> loads() {
            return List.copyOf(loads);
        }

        Map<Integer, String> load(Collection<Integer> ids) {
            loads.add(new ArrayList<>(ids));
            Map<Integer, String> found = new LinkedHashMap<>(step.rows());
            found.keySet().retainAll(ids);
            switch (step.fault()) {
                case ALL -> throw new IllegalStateException("no connection");
                case PART -> throw new PartialLoadException(found, Map.of());
                case STRAY -> found.put(77, "a stray");
                case NONE -> {}
            }
            return found;
        }

        @Cacheable("cars")
        public String find(Integer id) {
            return load(List.of(id)).get(id);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Integer, String> find(@CacheAsMulti Collection<Integer> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Integer, String> findStrictly(@CacheAsMulti(strictNull = true) Collection<Integer> ids) {
            return load(ids);
        }

        @CachePut("cars")
        public Map<Integer, String> save(@CacheAsMulti Collection<Integer> ids) {
            return step.given();
        }

        @CacheEvict("cars")
        public boolean remove(@CacheAsMulti Collection<Integer> ids) {
            return false;
        }
    }
}
