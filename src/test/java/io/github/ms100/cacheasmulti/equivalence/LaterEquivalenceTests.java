package io.github.ms100.cacheasmulti.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.equivalence.GivenData.Outage;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Random calls of batch methods whose results come later, at once or from another thread, do what the same calls of the same methods
 * do whose results are there when they return: results, exceptions, entries, calls of the stores, and what is told of it, in order.
 *
 * <p>{@code -Dequivalence.seed=…} repeats a run, {@code -Dequivalence.cases=…} makes it longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaterEquivalenceTests {

    private static final int CASES = Integer.getInteger("equivalence.cases", 10_000) / 40;

    private static final List<Pair> PAIRS = Pair.of(LaterMethods.FAMILIES.toArray(new Class<?>[0]));

    private final List<LaterStore> stores = LaterStore.all();

    @AfterAll
    void close() throws Exception {
        for (LaterStore store : stores) {
            store.close();
        }
    }

    Stream<Arguments> storesAndSeeds() {
        return stores.stream().flatMap(store -> EquivalenceTests.seeds().mapToObj(seed -> Arguments.of(store, seed)));
    }

    @ParameterizedTest(name = "A2 on {0} with seed {1}")
    @MethodSource("storesAndSeeds")
    void methodsWhoseResultsComeLaterDoWhatOthersDo(LaterStore store, long seed) throws Exception {
        compare(store, seed, new Random(seed).nextBoolean() ? Alone.class : Sharing.class);
    }

    private static void compare(LaterStore store, long seed, Class<?> sharing) throws Exception {
        Random random = new Random(seed);
        LaterMethods methods = new LaterMethods();
        Known known = new Known();
        int cases = CASES * store.size() / 100;
        try (Arrivals arrivals = methods.arrivals();
                Side now = Side.withLibrary(store.newCaches(), store.converter(), Watching.class, sharing);
                Side later = Side.withLibrary(store.newCaches(), store.converter(), methods, Watching.class, sharing)) {
            List<Side> sides = List.of(now, later);
            for (int number = 0; number < cases; number++) {
                Pair pair = any(PAIRS, random);
                Pair pairLater = null;
                while (pairLater == null) {
                    pairLater = LaterMethods.later(pair, any(List.of(LaterMethods.Kind.values()), random));
                }
                Arrivals.Moment moment = any(List.of(Arrivals.Moment.values()), random);
                Trial trial = new Trial(store::dump, later, now, pair);
                trial.prepare(random, known.keys());
                String faults = addFaults(store, sides, random, known.keys(pair));

                String difference = new LaterTrial(trial, store, now, later).run(pairLater, arrivals, moment);

                assertThat(difference)
                        .as("%s, seed %d, case %d, %s %s: %s%s", store, seed, number, pairLater, moment, trial, faults)
                        .isNull();
                sides.forEach(side -> side.caches().forEach(cache -> LaterStore.fail(cache, null)));
                trial.contents(now).forEach((cache, entries) -> known.add(pair, cache, entries.keySet()));
            }
            if (cases > 500) {
                assertThat(now.bean(RecordingErrorHandler.class).caches().isEmpty())
                        .as("no cache has failed")
                        .isNotEqualTo(store.canFail());
            }
        }
    }

    /** Lets method, caches or single entries fail on both sides; returns what does. */
    private static String addFaults(LaterStore store, List<Side> sides, Random random, Map<String, Set<Object>> keys) {
        boolean rethrow = random.nextInt(4) == 0;
        boolean down = random.nextInt(8) == 0;
        Outage outage = new Outage("it is down");
        String failing = (random.nextInt(3) == 0) ? any(TestStore.NAMES, random) : null;
        Map<String, Object> spoilt = new LinkedHashMap<>();
        keys.forEach((cache, known) -> {
            if (!known.isEmpty() && random.nextInt(6) == 0) {
                spoilt.put(cache, any(List.copyOf(known), random));
            }
        });
        IllegalStateException failure = new IllegalStateException("no answer");
        for (Side side : sides) {
            side.bean(RecordingErrorHandler.class).rethrow = rethrow;
            if (down) {
                side.data().fail(outage);
            }
            if (failing != null) {
                LaterStore.fail(side.cache(failing), failure);
            }
            spoilt.forEach((cache, key) -> store.spoil(side.cache(cache), key));
        }
        return ", faults: rethrown %s, method %s, cache %s, entries %s".formatted(rethrow, down, failing, spoilt);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /**
     * The keys under which something has been stored.
     *
     * @param keys by cache
     */
    private record Known(Map<String, Map<Pair, Set<Object>>> keys) {

        Known() {
            this(new HashMap<>());
        }

        void add(Pair pair, String cache, Set<?> found) {
            keys.computeIfAbsent(cache, any -> new LinkedHashMap<>())
                    .computeIfAbsent(pair, any -> new LinkedHashSet<>())
                    .addAll(found);
        }

        Map<String, Set<Object>> keys(Pair pair) {
            Map<String, Set<Object>> known = new LinkedHashMap<>();
            TestStore.NAMES.forEach(
                    cache -> known.put(cache, keys.getOrDefault(cache, Map.of()).getOrDefault(pair, Set.of())));
            return known;
        }
    }

    /** An application in which each call loads for itself. */
    @Configuration(proxyBeanMethods = false)
    static class Alone {}

    /** An application all of whose batch methods share what they load. */
    @Configuration(proxyBeanMethods = false)
    static class Sharing {

        @Bean
        SingleFlightSettings sharing() {
            return new SingleFlightSettings(true, null);
        }
    }
}
