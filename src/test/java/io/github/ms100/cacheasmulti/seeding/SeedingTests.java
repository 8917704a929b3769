package io.github.ms100.cacheasmulti.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.seeding.SeedingCars.Car;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

@DisplayName("P6 methods whose result is cached entry by entry")
@ExtendWith(OutputCaptureExtension.class)
class SeedingTests {

    private static final Car ONE = new Car(1, "B-1");

    private static final Car TWO = new Car(2, "M-2");

    private static final Car THREE = new Car(3, "K-3");

    private final CachingContext context = CachingContext.of(SeedingCars.class, Generators.class);

    private final SeedingCars cars = context.bean(SeedingCars.class);

    private final SeedingCars target = (SeedingCars) AopProxyUtils.getSingletonTarget(cars);

    @AfterEach
    void stop() {
        context.close();
        Callers.assertNothingIsLeft();
    }

    private Map<Object, Object> cached(String name) {
        return new HashMap<>((Map<?, ?>) context.cache(name).getNativeCache());
    }

    @Test
    @DisplayName(
            "P6 a map: each value under its key, for the single method and batches; the map itself goes to the caller")
    void map() {
        Map<Integer, Car> found = new LinkedHashMap<>();
        found.put(2, TWO);
        found.put(1, ONE);
        target.finder = () -> found;

        assertThat(cars.byId("any")).isSameAs(found);
        assertThat(cars.byId("other")).isSameAs(found);

        assertThat(cached("cars")).isEqualTo(found);
        assertThat(cars.find(1)).isEqualTo(ONE);
        assertThat(cars.find(List.of(1, 2, 3))).containsEntry(1, ONE).containsEntry(2, TWO);
        assertThat(target.singleLoads).isZero();
    }

    @Test
    @DisplayName(
            "P6 rows in a list, an array, a page: each under what its property says, whatever the method was asked for")
    void rows() {
        List<Car> found = Arrays.asList(THREE, null, ONE);
        target.finder = () -> found;
        assertThat(cars.all()).isSameAs(found);
        assertThat(cached("cars")).isEqualTo(Map.of(1, ONE, 3, THREE));
        context.cache("cars").clear();
        Car[] array = {TWO};
        target.finder = () -> array;
        assertThat(cars.array()).isSameAs(array);
        assertThat(cached("cars")).isEqualTo(Map.of(2, TWO));
        target.finder = () -> List.of(ONE, TWO);
        Page<Car> page = cars.page(PageRequest.of(7, 2));

        assertThat(page.getTotalElements()).isEqualTo(100);
        assertThat(cached("cars")).isEqualTo(Map.of(1, ONE, 2, TWO));
    }

    @Test
    @DisplayName(
            "P6, S10 rows of an element are its list where they are grouped, else an error by which nothing is cached")
    void severalRows() {
        Car again = new Car(1, "B-11");
        target.finder = () -> List.of(ONE, TWO, again);

        assertThatIllegalStateException()
                .isThrownBy(cars::all)
                .withMessageContainingAll("SeedingCars.all", "'id'", "1", "grouped");
        cars.grouped();

        assertThat(cached("groups")).isEqualTo(Map.of(1, List.of(ONE, again), 2, List.of(TWO)));
        assertThat(cars.findGroup(1)).containsExactly(ONE, again);
        assertThat(context.cache("cars").get(2)).isNull();
    }

    @Test
    @DisplayName("P6, S11 that something is null is no news but where null is a value; nothing is recorded as missing")
    void nulls(CapturedOutput output) {
        Map<Integer, Car> found = new HashMap<>(Map.of(1, ONE));
        found.put(2, null);
        target.finder = () -> found;
        cars.byId("any");
        assertThat(cached("cars")).containsOnlyKeys(1);
        cars.byIdStrictly();
        assertThat(cached("cars")).containsOnlyKeys(1, 2);
        assertThat(context.cache("cars").get(2).get()).isNull();
        target.finder = () -> Map.of(3, Optional.of(THREE), 4, Optional.empty());
        cars.optionals();
        assertThat(cached("cars")).containsOnlyKeys(1, 2, 3).containsEntry(3, THREE);
        target.finder = () -> null;
        assertThat(cars.all()).isNull();
        target.finder = () -> List.of(new Car(null, "no id"), THREE);
        cars.all();
        cars.all();

        assertThat(output.getAll().split("returned a row without 'id'", -1)).hasSize(2);
        target.finder = () -> Collections.singletonMap(null, ONE);
        cars.byId("any");
        assertThat(cars.find((Integer) null)).isEqualTo(ONE);
    }

    @Test
    @DisplayName("P6, S15 several puts: keys, conditions and unless are of one entry, with the arguments of the call")
    void expressions() {
        target.finder = () -> List.of(ONE, TWO, THREE);

        cars.twice(2);

        assertThat(cached("plates")).isEqualTo(Map.of("M-2", TWO));
        assertThat(cached("cars")).containsOnlyKeys(1, 2, 3);
    }

    @Test
    @DisplayName("P6, S15 variable arguments are what they are to Spring's annotations")
    void variableArguments() {
        target.finder = () -> List.of(new Car(1, "one"));

        cars.ofTenants("second", "first");
        assertThat(cached("cars")).isEmpty();
        cars.ofTenants("first", "second");
        assertThat(cached("cars")).containsOnlyKeys(1);
    }

    @Test
    @DisplayName("P6 a key generator is given the element alone")
    void generator() {
        target.finder = () -> List.of(ONE);

        cars.generated("ignored");

        assertThat(cached("cars")).isEqualTo(Map.of("generated [1]", ONE));
    }

    @Test
    @DisplayName("P6, S13 if the method throws nothing is cached")
    void fails() {
        RuntimeException failure = new IllegalStateException("no connection");
        target.finder = () -> {
            throw failure;
        };

        assertThatThrownBy(cars::all).isSameAs(failure);
        assertThatThrownBy(cars::stream).isSameAs(failure);
        assertThatThrownBy(cars::future).isSameAs(failure);
        assertThatThrownBy(() -> cars.mono().block()).isSameAs(failure);
        assertThatThrownBy(() -> cars.flux().blockLast()).isSameAs(failure);
        assertThat(cached("cars")).isEmpty();
    }

    @Test
    @DisplayName("P7, S27 what is changed while the method runs is not stored, all else is")
    void changedMeanwhile() {
        target.finder = () -> {
            cars.remove(2);
            return List.of(ONE, TWO, THREE);
        };

        assertThat(cars.all()).hasSize(3);

        assertThat(cached("cars")).containsOnlyKeys(1, 3);
        target.finder = () -> {
            Stream<Car> found = Stream.of(ONE, TWO);
            cars.remove(1);
            return found;
        };
        assertThat(cars.stream()).containsExactly(ONE, TWO);
        assertThat(cached("cars")).containsOnlyKeys(2, 3);
    }

    @Configuration
    static class Generators {

        @Bean
        KeyGenerator textual() {
            return (target, method, params) -> "generated " + Arrays.toString(params);
        }
    }
}
