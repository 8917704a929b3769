package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("J3 how a cache of exceptions is called")
class ExceptionCacheCallsTests {

    private final List<String> calls = new ArrayList<>();

    private final CachingContext application =
            CachingContext.with(Cars.class, new RecordingCache("cars", calls), new RecordingCache("failures", calls));

    private final Cars cars = application.bean(Cars.class);

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    @DisplayName("J3, S1 it is asked once, and only for what is not in the cache of values")
    void itIsAskedOnceForWhatIsMissing() {
        cars.find(List.of(1, 2));
        cars.find(List.of(2, 3, 4));
        cars.find(List.of(1, 2));

        assertThat(calls)
                .containsExactly(
                        "cars get [1, 2]",
                        "failures get [1, 2]",
                        "cars put {1=car 1, 2=car 2}",
                        "cars get [2, 3, 4]",
                        "failures get [3, 4]",
                        "cars put {3=car 3, 4=car 4}",
                        "cars get [1, 2]");
    }

    @Test
    @DisplayName("J3, S13 an argument that cannot be rebuilt for the method is no exception of the method")
    void errorsOfTheArgumentAreNotStored() {
        PriorityQueue<Object> incomparable = new PriorityQueue<>((one, two) -> 0);
        incomparable.add(new Object());

        // What is made for the elements to load is without this comparator.
        assertThat(catchThrowable(() -> cars.queued(incomparable))).isInstanceOf(ClassCastException.class);

        assertThat(calls).isNotEmpty().noneMatch(call -> call.contains("put"));
    }

    static class Cars {

        @CacheResult(cacheName = "cars", exceptionCacheName = "failures")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }

        @CacheResult(cacheName = "cars", exceptionCacheName = "failures")
        public List<String> queued(@CacheAsMulti PriorityQueue<Object> ids) {
            return List.of("car");
        }
    }
}
