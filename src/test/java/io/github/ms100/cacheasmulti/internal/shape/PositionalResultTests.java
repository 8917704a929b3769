package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.fixture.SmallLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.convert.support.DefaultConversionService;

/** What stands at a position of the result is the value of the element at that position of the argument. */
@DisplayName("S5, S9, S11 a result with one value per position")
class PositionalResultTests {

    private static final Object ABSENT = "absent";

    private static final List<List<Integer>> RETURNED = SmallLists.of(3, Arrays.asList(7, 8, null));

    @ParameterizedTest
    @CsvSource({"list, false", "strict, true"})
    void isReadPositionByPosition(String name, boolean strict) {
        ResultShape shape = shape(name);

        for (int size = 1; size <= 3; size++) {
            Object[] asked = IntStream.range(0, size).boxed().toArray();
            for (List<Integer> returned : RETURNED) {
                if (returned.isEmpty()) {
                    List<Object> missing = Collections.nCopies(size, strict ? ABSENT : null);
                    assertThat(read(shape, returned, asked)).isEqualTo(missing);
                    assertThat(read(shape, null, asked)).isEqualTo(missing);
                } else if (returned.size() == size) {
                    assertThat(read(shape, returned, asked)).isEqualTo(returned);
                    assertThat(read(shape, returned.toArray(), asked)).isEqualTo(returned);
                } else {
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(() -> read(shape, returned, asked))
                            .withMessageContainingAll(
                                    "asked for " + asked.length + " element(s)",
                                    "returned " + returned.size() + " value(s)",
                                    "Nothing was cached");
                }
            }
        }
    }

    private static List<Object> read(ResultShape shape, Object returned, Object[] asked) {
        Unmatched unmatched = new Unmatched(asked);
        Object[] values = shape.read(returned, asked, unmatched);
        shape.settle(values, unmatched);
        assertThat(unmatched.any()).isFalse();
        return Arrays.asList(values);
    }

    @Test
    @DisplayName("says nothing about other elements: what is unmatched elsewhere makes no value absent")
    void nothingIsMissing() {
        Unmatched unmatched = new Unmatched(new Object[] {1});
        unmatched.add("something");
        Object[] values = {null, 7};

        shape("list").settle(values, unmatched);

        assertThat(values).containsExactly(null, 7);
    }

    @ParameterizedTest
    @CsvSource({
        "list, java.util.ArrayList",
        "collection, java.util.ArrayList",
        "iterable, java.util.ArrayList",
        "arrayList, java.util.ArrayList",
        "array, [Ljava.lang.Integer;"
    })
    void isMadeAnewWithEachValueAtEachOfItsPositions(String name, Class<?> type) {
        ResultShape shape = shape(name);
        Object[] values = {7, ABSENT, null};

        Object asTheyAre = shape.assemble(new Object[3], null, values);
        Object spread = shape.assemble(new Object[3], new int[] {0, 1, 0, 2}, values);

        assertThat(List.of(asTheyAre, spread))
                .allSatisfy(made -> assertThat(made).isExactlyInstanceOf(type));
        assertThat(Containers.elements(asTheyAre)).containsExactly(7, null, null);
        assertThat(Containers.elements(spread)).containsExactly(7, null, 7, null);
    }

    @Test
    @DisplayName("S4 that is a primitive array works until a value is null")
    void primitivesHaveNoPlaceForNull() {
        ResultShape shape = shape("primitives");

        assertThat(shape.assemble(new Object[2], null, new Object[] {7, 8})).isEqualTo(new int[] {7, 8});
        assertThat(shape.assemble(new Object[0], null, new Object[0])).isEqualTo(new int[0]);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> shape.assemble(new Object[2], null, new Object[] {7, ABSENT}))
                .withMessageContainingAll(
                        "primitives(List) returns int[], which has no place for the missing value at position 1",
                        "Return Integer[] or a List.");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> shape.assemble(new Object[2], null, new Object[] {null, 7}))
                .withMessageContaining("position 0");
    }

    @Test
    @DisplayName("S4 of optionals is stored unwrapped and handed back wrapped")
    void optionalsAreUnwrapped() {
        ResultShape shape = shape("optionals");
        Object[] asked = {1, 2, 3};

        List<Object> values = read(shape, Arrays.asList(Optional.of(7), Optional.empty(), null), asked);

        assertThat(values).containsExactly(7, null, null);
        assertThat(shape.assemble(asked, null, new Object[] {7, null, ABSENT}))
                .isEqualTo(List.of(Optional.of(7), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "array"})
    void hasAPlaceForEachOfEqualElements(String name) {
        ResultShape shape = shape(name);

        assertThat(shape.isPositional()).isTrue();
        assertThat(shape.holdsEqualElements()).isTrue();
        assertThat(shape.collect(new Object[] {1})).isNull();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> shape.complete(Collections.emptyMap(), new Object[0]));
    }

    @Test
    @DisplayName("S3 that can be gone through only once becomes a list, once; anything else is read as it is")
    void isReadable() {
        Iterable<Integer> once = Stream.of(7, 8)::iterator;
        List<Integer> list = List.of(7);
        int[] array = {7};

        assertThat(shape("iterable").readable(once))
                .isExactlyInstanceOf(ArrayList.class)
                .isEqualTo(List.of(7, 8));
        assertThat(shape("iterable").readable(list)).isSameAs(list);
        assertThat(shape("iterable").readable(array)).isSameAs(array);
        assertThat(shape("iterable").readable(null)).isNull();
    }

    private static ResultShape shape(String name) {
        return ResultShape.of(
                DeclaredMethods.reading(Positions.class, name),
                Integer.class,
                DefaultConversionService.getSharedInstance(),
                ABSENT);
    }

    interface Positions {

        List<Integer> list(@CacheAsMulti List<Integer> ids);

        List<Integer> strict(@CacheAsMulti(strictNull = true) List<Integer> ids);

        Collection<Integer> collection(@CacheAsMulti List<Integer> ids);

        Iterable<Integer> iterable(@CacheAsMulti List<Integer> ids);

        ArrayList<Integer> arrayList(@CacheAsMulti List<Integer> ids);

        Integer[] array(@CacheAsMulti List<Integer> ids);

        int[] primitives(@CacheAsMulti List<Integer> ids);

        List<Optional<Integer>> optionals(@CacheAsMulti List<Integer> ids);
    }
}
