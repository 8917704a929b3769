package io.github.ms100.cacheasmulti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.batch.BatchCache;
import io.github.ms100.cacheasmulti.cache.batch.BatchCaches;
import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("P4 what a load has loaded that has failed for some")
@ExtendWith(OutputCaptureExtension.class)
class PartlyLoadedTests {

    private static final RuntimeException FAILURE = new IllegalStateException("row is locked");

    private final CachingContext context = CachingContext.of(PartialCars.class);

    private final PartialCars cars = context.bean(PartialCars.class);

    private final PartialCars target = (PartialCars) AopProxyUtils.getSingletonTarget(cars);

    private final BatchCache<Integer, String> typed =
            context.bean(BatchCaches.class).cache("cars", String.class);

    @AfterEach
    void stop() {
        context.close();
    }

    private Map<Object, Object> cached(String name) {
        return new HashMap<>((Map<?, ?>) context.cache(name).getNativeCache());
    }

    @Test
    @DisplayName(
            "P4 keys of which it says nothing, and those of portions that were not begun, are as those that failed")
    void portions() {
        target.loader = ids -> {
            if (ids.contains(3)) {
                throw new PartialLoadException(Map.of(3, "car 3", 99, "a stray"), Map.of());
            }
            return PartialCars.all(ids);
        };

        assertThatThrownBy(() -> cars.portions(List.of(1, 2, 3, 4, 5, 6))).isInstanceOf(PartialLoadException.class);

        assertThat(cached("cars")).isEqualTo(Map.of(1, "car 1", 2, "car 2", 3, "car 3"));
        assertThat(target.asked).containsExactly(List.of(1, 2), List.of(3, 4));
    }

    @Test
    @DisplayName("P4 what was loaded is what the single method would return: rows of a group, a value that may be null")
    void shapes() {
        List<PartialCars.Row> rows = List.of(new PartialCars.Row(1, "car 1"), new PartialCars.Row(1, "car 1 again"));
        target.loader = ids -> {
            throw new PartialLoadException(Map.of(1, rows), Map.of(2, FAILURE));
        };
        assertThatThrownBy(() -> cars.groups(List.of(1, 2))).isInstanceOf(PartialLoadException.class);
        assertThat(cached("groups")).isEqualTo(Map.of(1, rows));
        target.loader = ids -> {
            throw new PartialLoadException(Map.of(1, Optional.of("car 1"), 2, Optional.empty()), Map.of());
        };
        assertThatThrownBy(() -> cars.list(List.of(1, 2, 3))).isInstanceOf(PartialLoadException.class);

        assertThat(typed.lookup(List.of(1, 2, 3)).outcomes())
                .isEqualTo(Map.of(
                        1, new Outcome.Hit<>("car 1"), 2, new Outcome.Hit<>(null), 3, new Outcome.NotCached<>()));
    }

    @Test
    @DisplayName("P4 of a put what was done is put, and what was not keeps what it had")
    void puts() {
        context.cache("cars").put(1, "old 1");
        context.cache("cars").put(2, "old 2");
        target.loader = PartialCars.allBut(Map.of(2, FAILURE));

        assertThatThrownBy(() -> cars.save(List.of(1, 2, 3))).isInstanceOf(PartialLoadException.class);

        assertThat(cached("cars")).isEqualTo(Map.of(1, "car 1", 2, "old 2", 3, "car 3"));
    }

    @Test
    @DisplayName("P4, S6 so it is where the argument holds an element twice")
    void putsOfDuplicates() {
        context.cache("cars").put(2, "old 2");
        context.cache("cars").put(3, "old 3");
        target.loader = PartialCars.allBut(Map.of(13, FAILURE));

        assertThatThrownBy(() -> cars.saveByLastDigit(List.of(11, 11, 12, 13)))
                .isInstanceOf(PartialLoadException.class);

        assertThat(cached("cars")).isEqualTo(Map.of(1, "car 11", 2, "car 12", 3, "old 3"));
    }

    @Test
    @DisplayName("P4, S10 of a missing group null is said, and an empty one is cached, as the single method would")
    void missingGroup() {
        target.loader = ids -> {
            Map<Integer, Object> nothing = new HashMap<>();
            nothing.put(1, null);
            throw new PartialLoadException(nothing, Map.of(2, FAILURE));
        };

        assertThatThrownBy(() -> cars.groups(List.of(1, 2))).isInstanceOf(PartialLoadException.class);

        assertThat(cached("groups")).isEqualTo(Map.of(1, List.of()));
    }

    @Test
    @DisplayName(
            "P4, S12 where something was loaded that nobody had asked for none is recorded as missing, with a WARN")
    void strays(CapturedOutput output) {
        target.loader = ids -> {
            Map<Object, Object> loaded = new HashMap<>();
            loaded.put(1, null);
            loaded.put(2L, "car 2");
            throw new PartialLoadException(loaded, Map.of());
        };

        assertThatThrownBy(() -> cars.map(List.of(1, 2))).isInstanceOf(PartialLoadException.class);
        assertThat(typed.load(
                                List.of(1, 2),
                                ids -> target.loader.apply(List.of()).values())
                        .failed())
                .containsOnlyKeys(2);

        assertThat(cached("cars")).isEmpty();
        assertThat(output).contains("PartialCars.map(Collection) returned the key '2' (java.lang.Long)");
        assertThat(output).contains("A loader for cache 'cars' returned the key '2' (java.lang.Long)");
    }
}
