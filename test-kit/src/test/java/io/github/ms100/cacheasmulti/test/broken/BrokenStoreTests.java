package io.github.ms100.cacheasmulti.test.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.EnhancedCacheContract;
import io.github.ms100.cacheasmulti.test.PartialFailureContract;
import io.github.ms100.cacheasmulti.test.heap.FailingBatch;
import io.github.ms100.cacheasmulti.test.heap.FailingCache;
import io.github.ms100.cacheasmulti.test.heap.FailingContract;
import io.github.ms100.cacheasmulti.test.heap.HeapBatch;
import io.github.ms100.cacheasmulti.test.heap.HeapCache;
import io.github.ms100.cacheasmulti.test.heap.HeapContract;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts can fail: a store that is wrong in one way turns one test red, and no other. */
@DisplayName("B1, S23, S24 a store that is wrong in one way turns exactly one test red")
class BrokenStoreTests {

    private static Stream<Class<?>> brokenStores() {
        return Stream.of(
                        BrokenReads.class,
                        BrokenPuts.class,
                        BrokenEvicts.class,
                        BrokenCaches.class,
                        BrokenFailures.class)
                .flatMap(kind -> Arrays.stream(kind.getDeclaredClasses()))
                .filter(store -> store.isAnnotationPresent(TurnsRed.class));
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void brokenStoreTurnsExactlyItsTestRed(Class<?> store) {
        TurnsRed expected = store.getAnnotation(TurnsRed.class);

        ContractRun run = ContractRun.of(store);

        assertThat(run.failures()).containsOnlyKeys(ContractRun.nameOf(expected));
        assertThat(run.failures().get(ContractRun.nameOf(expected)))
                .as("it says what an author must change")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(" must ");
        assertThat(run.passed()).as("the other tests have run").isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(classes = {EnhancedCacheContract.class, PartialFailureContract.class})
    void everyTestIsTurnedRedByABrokenStore(Class<?> contract) {
        List<String> turnedRed = brokenStores()
                .filter(contract::isAssignableFrom)
                .map(store -> store.getAnnotation(TurnsRed.class).value())
                .distinct()
                .toList();

        assertThat(turnedRed).containsExactlyInAnyOrderElementsOf(ContractRun.testsOf(contract));
    }

    @Test
    void soundStoreTurnsNothingRed() {
        ContractRun run = ContractRun.of(SoundStore.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed())
                .isEqualTo(ContractRun.testsOf(EnhancedCacheContract.class).size());
    }

    @Test
    void storeThatTellsOfFailuresTurnsNothingRed() {
        ContractRun run = ContractRun.of(SoundTeller.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed())
                .as("somethingCanFail, and four tests of four operations")
                .isEqualTo(1 + 4 * 4);
    }

    @ParameterizedTest
    @ValueSource(classes = {SaysItTakesNoNull.class, SaysItTakesNull.class, SaysItLoads.class, SaysItCopies.class})
    void storeThatIsNotWhatItSaysIsToldWhatToOverride(Class<?> store) {
        ContractRun run = ContractRun.of(store);

        assertThat(run.failures()).isNotEmpty();
        assertThat(run.failures().values())
                .anySatisfy(failure ->
                        assertThat(failure).hasMessageContaining("() must say").hasMessageContaining("override"));
    }

    static class SoundStore extends HeapContract {
        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return new HeapBatch(cache);
        }
    }

    static class SoundTeller extends FailingContract {
        @Override
        protected EnhancedCache batchForm(FailingCache cache) {
            return new FailingBatch(cache);
        }
    }

    static class SaysItTakesNoNull extends SoundStore {
        @Override
        protected boolean takesNull() {
            return false;
        }
    }

    static class SaysItTakesNull extends SoundStore {
        @Override
        protected HeapCache newCache() {
            return new HeapCache(false);
        }
    }

    static class SaysItLoads extends SoundStore {
        @Override
        protected boolean loads() {
            return true;
        }
    }

    static class SaysItCopies extends SoundStore {
        @Override
        protected boolean byValue() {
            return true;
        }
    }
}
