package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.test.util.AopTestUtils;

@DisplayName("J3 which exceptions of a @CacheResult are cached, and when they are thrown again")
class CachedExceptionTests {

    private final CachingContext application = CachingContext.of(Cars.class);

    private final Cars cars = application.bean(Cars.class);

    private final Cars target = AopTestUtils.getTargetObject(cars);

    private final Cache failures = application.cache("failures");

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    @DisplayName("J3 the exception of a load of several elements is not cached")
    void exceptionForSeveralElementsIsNotCached() {
        catchThrowable(() -> cars.find(List.of(-1, -2)));

        assertThat(failures.get(-1)).isNull();
        assertThat(failures.get(-2)).isNull();
    }

    @Test
    @DisplayName("J3 the exception is cached if all other elements were hits")
    void exceptionIsCachedIfTheOthersWereHits() {
        cars.find(List.of(1, 2));

        catchThrowable(() -> cars.find(List.of(1, -3, 2, -3)));

        assertThat(failures.get(-3, Throwable.class)).hasMessage("no [-3]");
        assertThat(target.loaded).containsExactly(List.of(1, 2), List.of(-3));
    }

    @Test
    @DisplayName("J3, S16 two elements with one key are one load, whose exception is cached")
    void exceptionIsCachedForElementsWithOneKey() {
        catchThrowable(() -> cars.findByParity(List.of(-1, -3)));

        assertThat(target.loaded).containsExactly(List.of(-1));
        assertThat(failures.get(new ParityKey(-1), Throwable.class)).hasMessage("no [-1]");
        assertThat(catchThrowable(() -> cars.findByParity(List.of(-5)))).hasMessage("no [-1]");
    }

    @Test
    @DisplayName("J3 a cached exception of any element is thrown before the loader runs, the first in argument order")
    void firstCachedExceptionIsThrownBeforeTheLoaderRuns() {
        catchThrowable(() -> cars.find(List.of(-1)));
        catchThrowable(() -> cars.find(List.of(-2)));
        target.loaded.clear();

        assertThat(catchThrowable(() -> cars.find(List.of(5, -2, 6, -1)))).hasMessage("no [-2]");

        assertThat(target.loaded).isEmpty();
        assertThat(application.cache("cars").get(5)).isNull();
    }

    @Test
    @DisplayName("J1 a cached value is preferred to a cached exception, as by the single method")
    void cachedValuesWin() {
        catchThrowable(() -> cars.find(List.of(-1)));
        application.cache("cars").put(-1, "found since");

        assertThat(cars.find(List.of(-1))).containsEntry(-1, "found since");
        assertThat(cars.find(-1)).isEqualTo("found since");
    }

    @Test
    @DisplayName("J1 skipGet does not look for exceptions either, but stores them")
    void skipGetIgnoresCachedExceptions() {
        failures.put(1, new IllegalArgumentException("old"));

        assertThat(cars.refresh(List.of(1))).containsExactly("car 1");

        catchThrowable(() -> cars.refresh(List.of(-4)));
        assertThat(failures.get(-4, Throwable.class)).hasMessage("no [-4]");
    }

    @Test
    @DisplayName("J1 cachedExceptions and nonCachedExceptions choose by type, as for the single method")
    void exceptionsAreChosenByType() {
        for (Exception failure : List.of(
                new IOException("chosen"),
                new FileNotFoundException("excluded"),
                new IllegalStateException("not chosen"))) {
            target.failure = failure;
            Throwable single = catchThrowable(() -> cars.choosy(1));
            boolean cached = failures.get(1) != null;
            failures.clear();

            Throwable batch = catchThrowable(() -> cars.choosy(List.of(1)));

            assertThat(batch).isSameAs(failure).isSameAs(single);
            assertThat(failures.get(1) != null)
                    .as(failure.getMessage())
                    .isEqualTo(cached)
                    .isEqualTo("chosen".equals(failure.getMessage()));
            failures.clear();
        }
    }

    @Test
    @DisplayName("J3, S9 a result of the wrong size is no exception of the method, and not cached")
    void shapeErrorsAreNotCached() {
        assertThatIllegalStateException().isThrownBy(() -> cars.wrongSize(List.of(1)));

        assertThat(failures.get(1)).isNull();
    }

    @Test
    @DisplayName("J3 errors are cached, too, as by the single method")
    void errorsAreCached() {
        target.failure = new AssertionError("error");
        catchThrowable(() -> cars.failing(List.of(1)));
        catchThrowable(() -> cars.failing(2));
        target.failure = new IllegalStateException("other");

        assertThat(catchThrowable(() -> cars.failing(List.of(1))))
                .isInstanceOf(AssertionError.class)
                .hasMessage("error");
        assertThat(catchThrowable(() -> cars.failing(List.of(2)))).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("J3 an exception that the single method cached is thrown by the batch, and the other way round")
    void exceptionsAreSharedWithTheSingleMethod() {
        catchThrowable(() -> cars.find(-1));
        catchThrowable(() -> cars.find(List.of(-2)));
        target.loaded.clear();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cars.find(Arrays.asList(3, -1)))
                .withMessage("no [-1]");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cars.find(-2))
                .withMessage("no [-2]");
        assertThat(target.loaded).isEmpty();
    }

    @Test
    @DisplayName("J3 without exceptionCacheName nothing is cached")
    void nothingIsCachedWithoutExceptionCache() {
        catchThrowable(() -> cars.uncached(List.of(-1)));
        catchThrowable(() -> cars.uncached(List.of(-1)));

        assertThat(target.loaded).containsExactly(List.of(-1), List.of(-1));
    }

    @Test
    @DisplayName("J3, S7 the exception of a call without elements is not cached")
    void exceptionWithoutElementsIsNotCached() {
        target.failure = new IllegalStateException("nothing to do");

        assertThat(catchThrowable(() -> cars.failing(List.of()))).isSameAs(target.failure);
        assertThat(catchThrowable(() -> cars.failing((List<Integer>) null))).isSameAs(target.failure);

        assertThat((Map<?, ?>) failures.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("J3 what is no exception is reported clearly")
    void otherEntriesAreReported() {
        failures.put(1, "text");
        failures.put(2, null);

        assertThatIllegalStateException()
                .isThrownBy(() -> cars.find(List.of(1)))
                .withMessageContainingAll("'failures'", "java.lang.String", "key 1", "cache of their own");
        assertThatIllegalStateException()
                .isThrownBy(() -> cars.find(List.of(2)))
                .withMessageContainingAll("'failures'", "null", "key 2");
    }

    record ParityKey(int parity) implements GeneratedCacheKey {}

    /** Knows odd elements and even elements. */
    static class ByParity implements javax.cache.annotation.CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<?> context) {
            return new ParityKey((Integer) context.getKeyParameters()[0].getValue() % 2);
        }
    }

    @CacheDefaults(cacheName = "cars")
    static class Cars {

        final List<List<Integer>> loaded = new ArrayList<>();

        Throwable failure = new IllegalStateException();

        @CacheResult(exceptionCacheName = "failures")
        public String find(Integer id) {
            return load(List.of(id)).get(0);
        }

        @CacheResult(exceptionCacheName = "failures")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            load(ids);
            return ids.stream().collect(java.util.stream.Collectors.toMap(id -> id, id -> "car " + id));
        }

        @CacheResult(exceptionCacheName = "failures", cacheKeyGenerator = ByParity.class)
        public List<String> findByParity(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CacheResult(exceptionCacheName = "failures", skipGet = true)
        public List<String> refresh(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @CacheResult(
                exceptionCacheName = "failures",
                cachedExceptions = IOException.class,
                nonCachedExceptions = FileNotFoundException.class)
        public String choosy(Integer id) throws Throwable {
            throw failure;
        }

        @CacheResult(
                exceptionCacheName = "failures",
                cachedExceptions = IOException.class,
                nonCachedExceptions = FileNotFoundException.class)
        public List<String> choosy(@CacheAsMulti List<Integer> ids) throws Throwable {
            throw failure;
        }

        @CacheResult(exceptionCacheName = "failures")
        public List<String> wrongSize(@CacheAsMulti List<Integer> ids) {
            return List.of("one", "two", "three");
        }

        @CacheResult(exceptionCacheName = "failures")
        public String failing(Integer id) throws Throwable {
            throw failure;
        }

        @CacheResult(exceptionCacheName = "failures")
        public List<String> failing(@CacheAsMulti List<Integer> ids) throws Throwable {
            throw failure;
        }

        @CacheResult
        public List<String> uncached(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        private List<String> load(List<Integer> ids) {
            loaded.add(List.copyOf(ids));
            if (ids.stream().anyMatch(id -> id < 0)) {
                throw new IllegalArgumentException("no " + ids);
            }
            return ids.stream().map(id -> "car " + id).toList();
        }
    }
}
