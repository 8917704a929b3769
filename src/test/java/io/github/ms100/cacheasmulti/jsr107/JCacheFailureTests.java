package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.ArrayList;
import java.util.List;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.test.util.AopTestUtils;

@DisplayName("J4, S22 failures of the caches of a @CacheResult")
class JCacheFailureTests {

    private final RecordingErrorHandler handler = new RecordingErrorHandler();

    private final Unreliable cache = new Unreliable();

    private final CachingContext application = CachingContext.with(handler, Cars.class, cache);

    private final Cars cars = application.bean(Cars.class);

    private final Cars target = AopTestUtils.getTargetObject(cars);

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    @DisplayName("J4, S23 one entry that cannot be read is reported, loaded and overwritten; the others are served")
    void oneBadEntryIsAMiss() {
        cars.find(List.of(1, 2, 3));
        cache.unreadable.add(2);
        target.loaded.clear();

        assertThat(cars.find(List.of(1, 2, 3))).containsExactly("car 1", "car 2", "car 3");

        assertThat(handler.heard()).containsExactly("get 2 cannot read 2");
        assertThat(handler.caches()).containsExactly(cache);
        assertThat(target.loaded).containsExactly(List.of(2));
    }

    @Test
    @DisplayName("J4, S24 the handler hears exactly of the values that could not be stored")
    void unwritableValuesAreReported() {
        cache.unwritable.add(2);

        assertThat(cars.find(List.of(1, 2, 3))).containsExactly("car 1", "car 2", "car 3");

        assertThat(handler.heard()).containsExactly("put 2=car 2 cannot write 2");
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 3);
    }

    @Test
    @DisplayName("J4, S22 what the handler throws reaches the caller as it is, as for the single method")
    void handlerMayThrow() {
        handler.rethrow = true;
        cache.unreadable.add(1);
        cache.unwritable.add(2);

        assertThatIllegalStateException().isThrownBy(() -> cars.find(1)).withMessage("cannot read 1");
        assertThatIllegalStateException()
                .isThrownBy(() -> cars.find(List.of(3, 1)))
                .withMessage("cannot read 1");
        assertThat(target.loaded).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> cars.find(List.of(3, 2)))
                .withMessage("cannot write 2");
    }

    static class Unreliable extends ConcurrentMapCache {

        final List<Object> unreadable = new ArrayList<>();

        final List<Object> unwritable = new ArrayList<>();

        Unreliable() {
            super("cars");
        }

        @Override
        public ValueWrapper get(Object key) {
            if (unreadable.contains(key)) {
                throw new IllegalStateException("cannot read " + key);
            }
            return super.get(key);
        }

        @Override
        public void put(Object key, Object value) {
            if (unwritable.contains(key)) {
                throw new IllegalStateException("cannot write " + key);
            }
            super.put(key, value);
        }
    }

    static class Cars {

        final List<List<Integer>> loaded = new ArrayList<>();

        @CacheResult(cacheName = "cars")
        public String find(Integer id) {
            return find(List.of(id)).get(0);
        }

        @CacheResult(cacheName = "cars")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            loaded.add(List.copyOf(ids));
            return ids.stream().map(id -> "car " + id).toList();
        }
    }
}
