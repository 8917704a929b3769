package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.event.BatchListener.Clear;
import io.github.ms100.cacheasmulti.event.BatchListener.Evict;
import io.github.ms100.cacheasmulti.event.BatchListener.Load;
import io.github.ms100.cacheasmulti.event.BatchListener.Lookup;
import io.github.ms100.cacheasmulti.event.BatchListener.Store;
import io.github.ms100.cacheasmulti.event.BatchListener.Wait;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.util.ClassUtils;

/** What is told is counted, and who expects another number is shown what was told. */
class RecordedBatchesTests {

    private static final Duration TIME = Duration.ofMillis(1);

    private final RecordedBatches batches = new RecordedBatches();

    private static Stream<Arguments> numbersOfMethods() {
        return Stream.of(
                ofMethod("loadedElements", 7, MethodBatchesAssert::loadedElements),
                ofMethod("inCalls", 2, MethodBatchesAssert::inCalls),
                ofMethod("foundElements", 4, MethodBatchesAssert::foundElements),
                ofMethod("failedCalls", 1, MethodBatchesAssert::failedCalls),
                ofMethod("waitedForElements", 3, MethodBatchesAssert::waitedForElements),
                ofMethod("tookElements", 2, MethodBatchesAssert::tookElements));
    }

    private static Stream<Arguments> numbersOfCaches() {
        return Stream.of(
                ofCache("lookedUpKeys", 10, CacheBatchesAssert::lookedUpKeys),
                ofCache("inLookups", 1, CacheBatchesAssert::inLookups),
                ofCache("hits", 6, CacheBatchesAssert::hits),
                ofCache("misses", 3, CacheBatchesAssert::misses),
                ofCache("failedReads", 1, CacheBatchesAssert::failedReads),
                ofCache("lookedUpAgain", 2, CacheBatchesAssert::lookedUpAgain),
                ofCache("bypassedKeys", 5, CacheBatchesAssert::bypassedKeys),
                ofCache("storedEntries", 5, CacheBatchesAssert::storedEntries),
                ofCache("inStores", 1, CacheBatchesAssert::inStores),
                ofCache("refusedEntries", 2, CacheBatchesAssert::refusedEntries),
                ofCache("failedStores", 1, CacheBatchesAssert::failedStores),
                ofCache("evictedKeys", 3, CacheBatchesAssert::evictedKeys),
                ofCache("inEvicts", 1, CacheBatchesAssert::inEvicts),
                ofCache("failedEvicts", 1, CacheBatchesAssert::failedEvicts),
                ofCache("cleared", 2, CacheBatchesAssert::cleared),
                ofCache("failedClears", 1, CacheBatchesAssert::failedClears),
                ofCache("coolDownsOpened", 2, CacheBatchesAssert::coolDownsOpened),
                ofCache("coolDownsClosed", 1, CacheBatchesAssert::coolDownsClosed));
    }

    private static Arguments ofMethod(String name, int number, BiConsumer<MethodBatchesAssert, Integer> assertion) {
        return Arguments.of(name, number, (BiConsumer<RecordedBatchesAssert, Integer>)
                (recorded, expected) -> assertion.accept(recorded.method(Cars.class, "findByIds"), expected));
    }

    private static Arguments ofCache(String name, int number, BiConsumer<CacheBatchesAssert, Integer> assertion) {
        return Arguments.of(name, number, (BiConsumer<RecordedBatchesAssert, Integer>)
                (recorded, expected) -> assertion.accept(recorded.cache("cars"), expected));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource({"numbersOfMethods", "numbersOfCaches"})
    void rightNumberPassesAndAnotherShowsWhatWasRecorded(
            String name, int number, BiConsumer<RecordedBatchesAssert, Integer> assertion) throws Exception {
        tellEverything();

        assertion.accept(assertThat(batches), number);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertion.accept(assertThat(batches), number + 1))
                .withMessageContainingAll("there were " + number, "Recorded:", batches.toString());
    }

    @Test
    void everyAssertionIsTried() {
        Stream<String> tried = Stream.concat(numbersOfMethods(), numbersOfCaches())
                .map(arguments -> (String) arguments.get()[0]);
        Stream<String> declared = Stream.of(MethodBatchesAssert.class, CacheBatchesAssert.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
                .map(Method::getName);

        assertThat(tried).containsExactlyInAnyOrderElementsOf(declared.toList());
    }

    @Test
    void everythingToldIsSaidInWords() throws Exception {
        tellEverything();

        assertThat(batches.toString().lines())
                .containsExactly(
                        "cache 'cars' asked for 10 keys: 6 hits, 3 misses, 1 failed",
                        "cache 'cars' not asked for 5 keys, being spared",
                        "cache 'cars' asked again for 2 keys: 2 hits, 0 misses, 0 failed",
                        "Cars.findByIds called for 5 elements: 4 found",
                        "Cars.findByIds called for 2 elements: threw java.lang.IllegalStateException: down",
                        "Cars.findByIds waited for 3 elements of other calls: 2 taken",
                        "cache 'cars' given 8 entries: 2 refused, 1 failed",
                        "cache 'cars' told to evict 4 keys: 1 failed",
                        "cache 'cars' told to clear: done",
                        "cache 'cars' told to clear: done",
                        "cache 'cars' told to clear: failed",
                        "cache 'cars' spared from now on",
                        "cache 'cars' spared from now on",
                        "cache 'cars' spared no longer");
    }

    @Test
    void otherMethodsAndCachesAreNotCounted() throws Exception {
        tellEverything();
        batches.onLoad(new Load(method(Bikes.class, "findByIds"), 9, 9, 0, null, TIME));
        batches.onLoad(new Load(method(Cars.class, "findByNames"), 9, 9, 0, null, TIME));
        batches.onLookup(new Lookup(new ConcurrentMapCache("bikes"), 9, 9, 0, false, false, false, TIME));

        assertThat(batches).method(Cars.class, "findByIds").loadedElements(7).inCalls(2);
        assertThat(batches).cache("cars").lookedUpKeys(10);
        assertThat(batches).cache("bikes").lookedUpKeys(9);
    }

    @Test
    void methodIsFoundByTheClassOfTheBeanAndByWhatDeclaredIt() throws Exception {
        batches.onLoad(new Load(method(Vehicles.class, "findAll"), 1, 1, 0, null, TIME));

        assertThat(batches).method(Vehicles.class, "findAll").inCalls(1);
        assertThat(batches).method(Trucks.class, "findAll").inCalls(1);
    }

    @Test
    void nothingRecordedIsEmpty() throws Exception {
        assertThat(batches).isEmpty();
        assertThat(batches).hasToString("nothing");
        assertThat(batches).method(Cars.class, "findByIds").inCalls(0);

        tellEverything();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(batches).isEmpty())
                .withMessageContaining("cache 'cars' asked for 10 keys");

        batches.reset();

        assertThat(batches).isEmpty();
    }

    @Test
    void methodThatIsNoBatchMethodIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(batches).method(Cars.class, "findByID"))
                .withMessageContainingAll(Cars.class.getName(), "'findByID'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(batches).method(Cars.class, "findById"))
                .withMessageContaining("@CacheAsMulti");
    }

    private void tellEverything() throws Exception {
        Cache cars = new ConcurrentMapCache("cars");
        Method find = method(Cars.class, "findByIds");
        batches.onLookup(new Lookup(cars, 10, 6, 1, false, false, false, TIME));
        batches.onLookup(new Lookup(cars, 5, 0, 0, true, false, false, TIME));
        batches.onLookup(new Lookup(cars, 2, 2, 0, false, true, false, TIME));
        batches.onLoad(new Load(find, 5, 4, 1, null, TIME));
        batches.onLoad(new Load(find, 2, 0, 0, new IllegalStateException("down"), TIME));
        batches.onWait(new Wait(find, 3, 2, false, TIME));
        batches.onStore(new Store(cars, 8, 2, 1, false, TIME));
        batches.onEvict(new Evict(cars, 4, 1, false, TIME));
        batches.onClear(new Clear(cars, null, TIME));
        batches.onClear(new Clear(cars, null, TIME));
        batches.onClear(new Clear(cars, new IllegalStateException("down"), TIME));
        batches.onCoolDownOpened(cars);
        batches.onCoolDownOpened(cars);
        batches.onCoolDownClosed(cars);
    }

    private static Method method(Class<?> type, String name) {
        return ClassUtils.getMethod(type, name, Collection.class);
    }

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> findByIds(@CacheAsMulti Collection<Integer> ids) {
            return Map.of();
        }

        @Cacheable("cars")
        public Map<String, String> findByNames(@CacheAsMulti Collection<String> names) {
            return Map.of();
        }

        @Cacheable("cars")
        public String findById(Integer id) {
            return "";
        }
    }

    static class Bikes {

        @Cacheable("bikes")
        public Map<Integer, String> findByIds(@CacheAsMulti Collection<Integer> ids) {
            return Map.of();
        }
    }

    interface Vehicles {

        @Cacheable("vehicles")
        List<String> findAll(@CacheAsMulti Collection<Integer> ids);
    }

    static class Trucks implements Vehicles {

        @Override
        public List<String> findAll(Collection<Integer> ids) {
            return List.of();
        }
    }
}
