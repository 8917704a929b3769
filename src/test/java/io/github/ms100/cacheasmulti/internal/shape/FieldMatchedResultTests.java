package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.fixture.SmallLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.support.DefaultConversionService;

/** Each element gets the row, or the rows, that name it, in whatever order they come; all others are left out. */
@DisplayName("S10, S11, S12 a result of rows that name their elements")
@ExtendWith(OutputCaptureExtension.class)
class FieldMatchedResultTests {

    private static final Object ABSENT = "absent";

    private static final List<List<Row>> RETURNED =
            SmallLists.of(3, Arrays.asList(new Row(1), new Row(2), new Row(3), new Row(null), null));

    record Row(Integer id) {}

    @ParameterizedTest
    @CsvSource({"rows, false, false", "strict, true, false", "grouped, false, true", "strictGrouped, true, true"})
    void isReadAndMadeAsByALoop(String name, boolean strict, boolean grouped) {
        ResultShape shape = shape(name);

        SmallLists.distinct(2, List.of(1, 2))
                .forEach(asked -> RETURNED.forEach(returned -> {
                    boolean twice =
                            asked.stream().anyMatch(id -> rowsOf(id, returned).size() > 1);
                    if (twice && !grouped) {
                        assertThatExceptionOfType(IllegalStateException.class)
                                .isThrownBy(() -> shape.read(returned, asked.toArray(), new Unmatched(asked.toArray())))
                                .withMessageContainingAll("several rows whose 'id' is", "grouped = true");
                        return;
                    }
                    Unmatched unmatched = new Unmatched(asked.toArray());
                    Object[] values = shape.read(returned, asked.toArray(), unmatched);
                    shape.settle(values, unmatched);

                    boolean incomplete = returned.stream().anyMatch(row -> row != null && !asked.contains(row.id()));
                    assertThat(unmatched.any()).isEqualTo(incomplete);
                    Object missing = grouped ? List.of() : null;
                    assertThat(values)
                            .containsExactly(asked.stream()
                                    .map(id -> rowsOf(id, returned))
                                    .map(rows -> value(rows, grouped, (strict || incomplete) ? ABSENT : missing))
                                    .toArray());
                    assertThat(shape.assemble(asked.toArray(), null, values))
                            .isExactlyInstanceOf(ArrayList.class)
                            .isEqualTo(asked.stream()
                                    .flatMap(id -> rowsOf(id, returned).stream())
                                    .toList());
                }));
    }

    private static List<Row> rowsOf(Integer id, List<Row> returned) {
        return returned.stream()
                .filter(row -> row != null && id.equals(row.id()))
                .toList();
    }

    private static Object value(List<Row> rows, boolean grouped, Object missing) {
        if (rows.isEmpty()) {
            return missing;
        }
        return grouped ? rows : rows.get(0);
    }

    @Test
    @DisplayName("is null: everything is missing")
    void nullHoldsNothing() {
        Object[] asked = {1};

        assertThat(shape("rows").read(null, asked, new Unmatched(asked))).containsExactly((Object) null);
        assertThat(shape("strict").read(null, asked, new Unmatched(asked))).containsExactly(ABSENT);
    }

    @ParameterizedTest
    @CsvSource({
        "rows, java.util.ArrayList",
        "set, java.util.LinkedHashSet",
        "array, '[Lio.github.ms100.cacheasmulti.internal.shape.FieldMatchedResultTests$Row;'"
    })
    @DisplayName("S5 is made of the declared type, in the order of the argument, without what is missing")
    void isOfTheDeclaredType(String name, Class<?> type) {
        Object[] values = {new Row(2), null, ABSENT, new Row(1)};

        Object made = shape(name).assemble(new Object[4], null, values);

        assertThat(made).isExactlyInstanceOf(type);
        assertThat(Containers.elements(made)).containsExactly(new Row(2), new Row(1));
    }

    @Test
    @DisplayName("S10 that is grouped takes what others cached for an element, if that is a collection")
    void groupsOfOthers() {
        ResultShape grouped = shape("grouped");
        Object[] values = {Set.of(new Row(2)), Arrays.asList(null, new Row(1), new Row(1)), List.of()};

        assertThat(grouped.assemble(new Object[3], null, values))
                .isEqualTo(List.of(new Row(2), new Row(1), new Row(1)));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> grouped.assemble(new Object[1], null, new Object[] {new Row(1)}))
                .withMessageContainingAll("grouped(List) is grouped", "a List of its rows", Row.class.getName());
    }

    @Test
    @DisplayName("S6 leaves the second row to the second of equal elements, which a put may be given")
    void equalElementsHaveARowEach() {
        Object[] asked = {1, 2, 1};
        Row first = new Row(1);
        Row second = new Row(1);

        Object[] values = shape("rows").read(List.of(first, second), asked, new Unmatched(asked));

        assertThat(values[0]).isSameAs(first);
        assertThat(values[1]).isNull();
        assertThat(values[2]).isSameAs(second);
    }

    @Test
    @DisplayName("with a row that is nobody's: that is told, with an element that may be meant")
    void tellsOfRows(CapturedOutput output) {
        Object[] asked = {1, 2};
        Unmatched unmatched = new Unmatched(asked);
        ResultShape shape = shape("rows");

        shape.settle(shape.read(List.of(new Row(1), new Row(3)), asked, unmatched), unmatched);

        assertThat(output)
                .contains(
                        "rows(List) returned a row whose 'id' is '3' (java.lang.Integer), which equals no element of its"
                                + " argument, but nothing for the element '2' (java.lang.Integer); such rows are neither cached");
    }

    @Test
    @DisplayName("S4 of optionals is stored unwrapped and handed back wrapped")
    void optionalsAreUnwrapped() {
        Object[] asked = {1, 2};
        List<Optional<Row>> returned = Arrays.asList(Optional.of(new Row(2)), Optional.empty(), null);
        Unmatched unmatched = new Unmatched(asked);

        Object[] values = shape("optionals").read(returned, asked, unmatched);

        assertThat(unmatched.any()).isFalse();
        assertThat(values).containsExactly(null, new Row(2));
        assertThat(shape("optionals").assemble(asked, null, values)).isEqualTo(List.of(Optional.of(new Row(2))));
        assertThat(shape("groupedOptionals").assemble(asked, null, new Object[] {List.of(new Row(1)), ABSENT}))
                .isEqualTo(List.of(Optional.of(new Row(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "set", "grouped"})
    void hasNoPositions(String name) {
        assertThat(shape(name).isPositional()).isFalse();
        assertThat(shape(name).holdsEqualElements()).isTrue();
    }

    private static ResultShape shape(String name) {
        return ResultShape.of(
                DeclaredMethods.reading(Rows.class, name),
                Integer.class,
                DefaultConversionService.getSharedInstance(),
                ABSENT);
    }

    interface Rows {

        List<Row> rows(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        List<Row> strict(@CacheAsMulti(asElementField = "id", strictNull = true) List<Integer> ids);

        List<Row> grouped(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids);

        List<Row> strictGrouped(
                @CacheAsMulti(asElementField = "id", grouped = true, strictNull = true) List<Integer> ids);

        Set<Row> set(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        Row[] array(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        List<Optional<Row>> optionals(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        List<Optional<Row>> groupedOptionals(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids);
    }
}
