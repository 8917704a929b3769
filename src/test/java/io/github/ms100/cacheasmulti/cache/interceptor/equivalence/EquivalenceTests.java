package io.github.ms100.cacheasmulti.cache.interceptor.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.interceptor.TestStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;

/**
 * The law (S1): random calls of batch methods leave the same entries, results and exceptions as the same calls of the
 * single methods, one per element, in an application with Spring alone: its own annotations, and those of JSR-107.
 *
 * <p>{@code -Dequivalence.seed=…} repeats a run, {@code -Dequivalence.cases=…} makes it longer.
 */
class EquivalenceTests {

    private static final int CASES = Integer.getInteger("equivalence.cases", 10_000);

    private static final List<Pair> SPRING =
            Pair.of(Reads.class, UnstoredReads.class, Writes.class, Mixtures.class, Twins.class);

    private static final List<Pair> JSR_107 =
            Pair.of(JCacheReads.class, JCacheFailures.class, JCacheWrites.class, JCacheDefaulted.class);

    static Stream<Arguments> storesAndSeeds() {
        Long given = Long.getLong("equivalence.seed");
        long[] seeds = (given != null) ? new long[] {given} : new long[] {20240229L, new Random().nextInt()};
        return Stream.of(TestStore.values())
                .flatMap(store -> LongStream.of(seeds).mapToObj(seed -> Arguments.of(store, seed)));
    }

    @ParameterizedTest(name = "S1 on {0} with seed {1}")
    @MethodSource("storesAndSeeds")
    void batchMethodsDoWhatALoopOfSingleMethodsDoes(TestStore store, long seed) {
        compare(store, seed, SPRING, cases(store));
    }

    @ParameterizedTest(name = "J1, J3, J4 on {0} with seed {1}")
    @MethodSource("storesAndSeeds")
    void batchMethodsOfJsr107DoWhatALoopOfSingleMethodsDoes(TestStore store, long seed) {
        compare(store, seed, JSR_107, cases(store));
    }

    @ParameterizedTest(name = "J1 on {0} with seed {1}")
    @MethodSource("storesAndSeeds")
    void soDoTheyWithAKeyGeneratorOfTheApplication(TestStore store, long seed) {
        compare(store, seed, JSR_107, cases(store) / 10, Side.OwnKeys.class);
    }

    private static void compare(TestStore store, long seed, List<Pair> all, int cases, Class<?>... configurations) {
        List<Pair> pairs = all.stream().filter(pair -> pair.worksOn(store)).toList();
        Random random = new Random(seed);
        Map<String, Map<Pair, Set<Object>>> keys = new HashMap<>();
        Map<String, Set<Object>> asked = new HashMap<>();
        TestStore.NAMES.forEach(name -> asked.put(name, new LinkedHashSet<>()));
        List<RecordingCache> recording = TestStore.NAMES.stream()
                .map(name -> new RecordingCache(store.newCache(name), asked.get(name)))
                .toList();
        List<Cache> plain = TestStore.NAMES.stream().map(store::newCache).toList();
        try (Side loop = Side.withoutLibrary(recording, configurations);
                Side batch = Side.withLibrary(plain, configurations)) {
            for (int number = 0; number < cases; number++) {
                Trial trial = new Trial(store, batch, loop, pairs.get(random.nextInt(pairs.size())));
                trial.prepare(random, keys);
                asked.values().forEach(Set::clear);

                String mismatch = trial.run();

                assertThat(mismatch)
                        .as("store %s, seed %d, case %d: %s", store, seed, number, trial)
                        .isNull();
                asked.forEach((cache, found) -> keys.computeIfAbsent(cache, any -> new LinkedHashMap<>())
                        .computeIfAbsent(trial.pair(), any -> new LinkedHashSet<>())
                        .addAll(found));
            }
        }
    }

    /** Returns fewer where each call goes over the wire. */
    private static int cases(TestStore store) {
        return (store == TestStore.REDIS) ? CASES * 3 / 10 : CASES;
    }
}
