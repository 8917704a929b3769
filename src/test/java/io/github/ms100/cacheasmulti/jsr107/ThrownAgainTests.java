package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.test.util.AopTestUtils;

@DisplayName("J3 what the caller sees of an exception from the cache")
class ThrownAgainTests {

    private final Cache failures = new ConcurrentMapCache("failures");

    private final CachingContext application =
            CachingContext.with(Cars.class, new ConcurrentMapCache("cars"), failures);

    private final Cars cars = application.bean(Cars.class);

    private final Cars target = AopTestUtils.getTargetObject(cars);

    @AfterEach
    void close() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "J3 type, message and cause are the original ones, the call stack leads from the thrower to the caller")
    void exceptionIsTheOriginalOneWithAStackThatLeadsHere(boolean cachedByTheBatch) {
        target.failure = () -> new NoSuchCar("no car", new IOException("no disk"));
        Throwable first = firstCall(cachedByTheBatch);

        Throwable again = catchThrowable(this::secondCall);

        assertThat(again)
                .isExactlyInstanceOf(NoSuchCar.class)
                .hasMessage("no car")
                .hasCauseExactlyInstanceOf(IOException.class)
                .hasRootCauseMessage("no disk");
        assertThat(((NoSuchCar) again).code).isEqualTo(42);
        assertThat(methods(again)).contains("fail", "secondCall").doesNotContain("firstCall");
        assertThat(again.getStackTrace()[0]).isEqualTo(first.getStackTrace()[0]);
    }

    @Test
    @DisplayName("J3 the thrower is shown even if it is a class of Spring's caching")
    void throwerOfSpringsOwnIsShown() {
        Cache nested = new ConcurrentMapCache("nested");
        target.failure = () -> (RuntimeException) catchThrowable(() -> nested.get(1, ThrownAgainTests::failing));
        Throwable first = firstCall(true);

        Throwable again = catchThrowable(this::secondCall);

        assertThat(again).isExactlyInstanceOf(Cache.ValueRetrievalException.class);
        assertThat(again.getStackTrace()[0]).isEqualTo(first.getStackTrace()[0]);
        assertThat(methods(again)).contains("fail", "secondCall").doesNotContain("firstCall");
    }

    @Test
    @DisplayName("J3 the exception in the cache stays as it is, whoever is thrown it")
    void cachedExceptionIsNotChanged() throws Exception {
        target.failure = () -> new NoSuchCar("no car", null);
        Throwable cached = firstCall(true);
        StackTraceElement[] trace = cached.getStackTrace();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Throwable> call = () -> {
            together.await();
            Throwable thrown = catchThrowable(this::secondCall);
            thrown.addSuppressed(new IllegalStateException("of this caller"));
            return thrown;
        };
        try {
            for (int round = 0; round < 50; round++) {
                Future<Throwable> one = threads.submit(call);
                Future<Throwable> two = threads.submit(call);

                assertThat(one.get()).isNotSameAs(two.get()).isNotSameAs(cached);
                assertThat(one.get().getSuppressed()).hasSize(1);
                assertThat(two.get().getSuppressed()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(failures.get(7, Throwable.class)).isSameAs(cached);
        assertThat(cached.getSuppressed()).isEmpty();
        assertThat(cached.getStackTrace()).isEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("J3 an exception that cannot be serialized is thrown as it is")
    void unserializableExceptionIsThrownAsItIs(boolean cachedByTheBatch) {
        target.failure = Unserializable::new;
        Throwable first = firstCall(cachedByTheBatch);
        StackTraceElement[] trace = first.getStackTrace();

        assertThat(catchThrowable(this::secondCall)).isSameAs(first);
        assertThat(first.getStackTrace()).isEqualTo(trace);
    }

    @Test
    @DisplayName("J3 an exception cache that holds something else is an error that does not tell a cached value")
    void valueInAnExceptionCacheIsNotTold() {
        failures.put(1, "Jane Doe, 1 Elm Street");

        assertThat(catchThrowable(() -> cars.find(List.of(1))))
                .hasMessageContainingAll("'failures'", "java.lang.String", "key 1")
                .hasMessageNotContaining("Jane");
    }

    @Test
    @DisplayName("J3, S22 an exception cache that cannot be read is reported, and its keys count as not found")
    void unreadableExceptionCacheIsReported() {
        RecordingErrorHandler handler = new RecordingErrorHandler();
        Broken broken = new Broken();
        try (CachingContext context =
                CachingContext.with(handler, Cars.class, new ConcurrentMapCache("cars"), broken)) {
            Cars reading = context.bean(Cars.class);

            assertThat(reading.find(List.of(1, 2))).containsExactly("car 1", "car 2");
            assertThat(handler.heard()).containsExactly("get 1 cannot get", "get 2 cannot get");
            assertThat(handler.caches()).containsOnly(broken);

            Cars failing = AopTestUtils.getTargetObject(reading);
            failing.failure = () -> new NoSuchCar("no car", null);
            assertThat(catchThrowable(() -> reading.find(List.of(7)))).isInstanceOf(NoSuchCar.class);
            assertThat(handler.heard())
                    .endsWith("get 7 cannot get", "put 7=" + new NoSuchCar("no car", null) + " cannot put");
        }
    }

    @Test
    @DisplayName("J3, S22 what the error handler throws reaches the caller")
    void errorHandlerMayThrow() {
        RecordingErrorHandler handler = new RecordingErrorHandler();
        handler.rethrow = true;
        try (CachingContext context =
                CachingContext.with(handler, Cars.class, new ConcurrentMapCache("cars"), new Broken())) {
            Cars reading = context.bean(Cars.class);

            assertThat(catchThrowable(() -> reading.find(List.of(1)))).hasMessage("cannot get");
            assertThat(catchThrowable(() -> reading.find(1))).hasMessage("cannot get");
        }
    }

    private Throwable firstCall(boolean batch) {
        return catchThrowable(() -> {
            if (batch) {
                cars.find(List.of(7));
            } else {
                cars.find(7);
            }
        });
    }

    private void secondCall() {
        cars.find(List.of(8, 7));
    }

    private static Object failing() {
        throw new IllegalArgumentException("no value");
    }

    private static List<String> methods(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .toList();
    }

    static class NoSuchCar extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final int code = 42;

        NoSuchCar(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static class Unserializable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        final Object detail = new Object();
    }

    static class Broken extends ConcurrentMapCache {

        Broken() {
            super("failures");
        }

        @Override
        public ValueWrapper get(Object key) {
            throw new IllegalStateException("cannot get");
        }

        @Override
        public void put(Object key, Object value) {
            throw new IllegalStateException("cannot put");
        }
    }

    static class Cars {

        Supplier<RuntimeException> failure;

        @CacheResult(cacheName = "cars", exceptionCacheName = "failures")
        public String find(Integer id) {
            fail();
            return "car " + id;
        }

        @CacheResult(cacheName = "cars", exceptionCacheName = "failures")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            fail();
            return IntStream.range(0, ids.size())
                    .mapToObj(i -> "car " + ids.get(i))
                    .toList();
        }

        private void fail() {
            if (failure != null) {
                throw failure.get();
            }
        }
    }
}
