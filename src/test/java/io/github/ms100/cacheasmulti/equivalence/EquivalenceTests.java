package io.github.ms100.cacheasmulti.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

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

    private static final List<Pair> ALL =
            Stream.concat(SPRING.stream(), JSR_107.stream()).toList();

    static LongStream seeds() {
        Long given = Long.getLong("equivalence.seed");
        return (given != null) ? LongStream.of(given) : LongStream.of(20240229L, new Random().nextInt());
    }

    static Stream<Arguments> storesAndSeeds() {
        long[] seeds = seeds().toArray();
        return Stream.of(TestStore.values())
                .flatMap(store -> LongStream.of(seeds).mapToObj(seed -> Arguments.of(store, seed)));
    }

    @ParameterizedTest(name = "S1 on {0} with seed {1}")
    @MethodSource("storesAndSeeds")
    void batchMethodsDoWhatALoopOfSingleMethodsDoes(TestStore store, long seed) {
        compare(new Course(store, seed, SPRING, cases(store)), Batches.on(store));
    }

    @ParameterizedTest(name = "J1, J3, J4 on {0} with seed {1}")
    @MethodSource("storesAndSeeds")
    void batchMethodsOfJsr107DoWhatALoopOfSingleMethodsDoes(TestStore store, long seed) {
        compare(new Course(store, seed, JSR_107, cases(store)), Batches.on(store));
    }

    @Tag("slow")
    @ParameterizedTest(name = "J1 on {0} with seed {1}")
    @MethodSource("storesAndSeeds")
    void soDoTheyWithAKeyGeneratorOfTheApplication(TestStore store, long seed) {
        compare(new Course(store, seed, JSR_107, cases(store) / 10), Batches.on(store), Side.OwnKeys.class);
    }

    @Tag("slow")
    @ParameterizedTest(name = "S1 for a user of Redis who may not MGET, with seed {0}")
    @MethodSource("seeds")
    void soDoTheyForAUserWhoMayNotMget(long seed) {
        LettuceConnectionFactory narrow = TestRedis.lettuce("narrow", "~*", "+ping", "+get", "+set", "+del", "+keys");
        try {
            compare(
                    new Course(TestStore.REDIS, seed, ALL, cases(TestStore.REDIS) / 4),
                    Batches.on(narrow, SpringLine.redisWriter(narrow)));
        } finally {
            narrow.destroy();
        }
    }

    /** Spring Data Redis 4 sends single writes over a connection of their own, and does not wait for them. */
    @Tag("slow")
    @ParameterizedTest(name = "S1, B1 on Redis after single writes that nobody waits for, with seed {0}")
    @MethodSource("seeds")
    void soDoTheyAfterSingleWritesThatNobodyWaitsFor(long seed) {
        LettuceConnectionFactory connections = TestRedis.lettuce();
        try {
            RedisCacheWriter writer =
                    CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter);
            compare(
                    new Course(TestStore.REDIS, seed, SPRING, cases(TestStore.REDIS) / 4),
                    Batches.on(connections, writer));
        } finally {
            connections.destroy();
        }
    }

    private static void compare(Course course, Batches batches, Class<?>... configurations) {
        TestStore store = course.store();
        List<Pair> pairs =
                course.pairs().stream().filter(pair -> pair.worksOn(store)).toList();
        Random random = new Random(course.seed());
        Map<String, Map<Pair, Set<Object>>> keys = new HashMap<>();
        Map<String, Set<Object>> asked = new HashMap<>();
        TestStore.NAMES.forEach(name -> asked.put(name, new LinkedHashSet<>()));
        List<KeyRecordingCache> recording = TestStore.NAMES.stream()
                .map(name -> new KeyRecordingCache(store.withoutLocalLevel().newCache(name), asked.get(name)))
                .toList();
        long localHits = store.localHits();
        try (Side loop = Side.withoutLibrary(recording, configurations);
                Side batch = Side.withLibrary(batches.caches(), batches.redis(), configurations)) {
            for (int number = 0; number < course.cases(); number++) {
                Trial trial = new Trial(store::dump, batch, loop, pairs.get(random.nextInt(pairs.size())));
                trial.prepare(random, keys);
                if (batches.followSingleWrites()) {
                    trial.writeSingly(random, keys);
                }
                asked.values().forEach(Set::clear);

                String mismatch = trial.run();

                assertThat(mismatch)
                        .as("store %s, seed %d, case %d: %s", store, course.seed(), number, trial)
                        .isNull();
                asked.forEach((cache, found) -> keys.computeIfAbsent(cache, any -> new LinkedHashMap<>())
                        .computeIfAbsent(trial.pair(), any -> new LinkedHashSet<>())
                        .addAll(found));
            }
        }
        assertThat(store.localHits() > localHits).as("local copies were found").isEqualTo(store.hasLocalLevel());
    }

    /** Returns fewer where each call goes over the wire. */
    private static int cases(TestStore store) {
        return store.hasLocalLevel() ? CASES / 10 : store.isRedis() ? CASES * 3 / 10 : CASES;
    }

    /** What is called, and how often. */
    private record Course(TestStore store, long seed, List<Pair> pairs, int cases) {}

    /**
     * What the batches work on.
     *
     * @param followSingleWrites whether single entries are written just before each batch
     */
    private record Batches(List<Cache> caches, EnhancedCacheConverter<?> redis, boolean followSingleWrites) {

        static Batches on(TestStore store) {
            return new Batches(
                    TestStore.NAMES.stream().map(store::newCache).toList(), TestStore.redisConverter(), false);
        }

        static Batches on(RedisConnectionFactory connections, RedisCacheWriter writer) {
            return new Batches(
                    TestStore.NAMES.stream()
                            .map(name -> TestStore.newRedisCache(name, writer))
                            .toList(),
                    TestStore.redisConverterOn(connections),
                    writer instanceof CountingRedisCacheWriter);
        }
    }
}
