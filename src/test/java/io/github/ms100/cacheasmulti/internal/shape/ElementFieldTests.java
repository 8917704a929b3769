package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.support.DefaultConversionService;

/** The path on a row is read by getter, record component, method or field, and checked as far as types tell. */
@DisplayName("S10 the path on a row to its element")
@ExtendWith(OutputCaptureExtension.class)
class ElementFieldTests {

    record Row(Object id) {}

    /** Has a getter, whose field has another value. */
    public static class Bean {

        private final Long id;

        Bean(Long id) {
            this.id = id;
        }

        public Long getId() {
            return (id == null) ? null : id + 100;
        }
    }

    /** Has a method of the property's name, and a field. */
    static class Fluent {

        private final Long id = 1L;

        Long id() {
            return id + 200;
        }
    }

    /** Has a field, and methods that are no accessors. */
    static class Fields {

        private final Long id = 300L;

        void id() {}
    }

    static class Inherited extends Fields {}

    static class Failing {

        private final Long id = 1L;

        Long id() {
            throw new IllegalStateException("not loaded");
        }
    }

    sealed interface Known permits WithId, WithoutId {}

    record WithId(Long id) implements Known {}

    record WithoutId(Long other) implements Known {}

    sealed interface Hopeless permits WithoutIdEither {}

    record WithoutIdEither() implements Hopeless {}

    /** May have a subclass with an id. */
    static class Open {}

    abstract static class Abstract {}

    private static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("id", new Row(7L), 7L),
                Arguments.of("id", new Bean(7L), 107L),
                Arguments.of("id", new Fluent(), 201L),
                Arguments.of("id", new Fields(), 300L),
                Arguments.of("id", new Inherited(), 300L),
                Arguments.of("id", Map.of("id", 7L), 7L),
                Arguments.of("id", Map.of("other", 7L), null),
                Arguments.of("id", new Row(null), null),
                Arguments.of("id", new Row("7"), 7L),
                Arguments.of("id", new Row(7), 7L),
                Arguments.of("id.id", new Row(new Row(7L)), 7L),
                Arguments.of("id.id", new Row(new Bean(7L)), 107L),
                Arguments.of("id.id", new Row(Map.of("id", "7")), 7L),
                Arguments.of("id.id", new Row(new Bean(null)), null),
                Arguments.of("id.id", new Row(null), null));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void leadsToItsElement(String path, Object row, Long element) {
        ElementField field = field(path.equals("id") ? "byId" : "byIdOfId", Long.class);

        assertThat(field.path()).isEqualTo(path);
        assertThat(field.read(row)).isEqualTo(element);
    }

    @Test
    void failsWithWhatWasFound() {
        ElementField field = field("byId", Long.class);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> field.read(new Row("seven")))
                .withMessageContainingAll(
                        "asElementField = \"id\" of a row returned by",
                        "byId(List) is 'seven' (java.lang.String), which is no java.lang.Long. Nothing was cached.")
                .withCauseInstanceOf(RuntimeException.class);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> field.read(new WithoutId(7L)))
                .withMessageContainingAll("byId(List)", WithoutId.class.getName() + " has no readable 'id'")
                .withCauseInstanceOf(RuntimeException.class);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> field.read(new Failing()))
                .withMessageContaining("has no readable 'id'")
                .withRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void convertsToAnotherClassIfItCan() {
        ElementField field = field("byId", Long.class);

        assertThat(field.as(Long.class, "7")).isEqualTo(7L);
        assertThat(field.as(Long.class, "seven")).isNull();
        assertThat(field.as(Thread.class, 7L)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maps",
                "objects",
                "supertypes",
                "primitive",
                "converted",
                "interfaces",
                "sealedRows",
                "abstractRows",
                "optionals",
                "array",
                "maybeNested"
            })
    void isAcceptedWhereItMayBeRight(String name, CapturedOutput output) {
        assertThatCode(() -> field(name, Long.class)).doesNotThrowAnyException();

        assertThat(output).doesNotContain("asElementField");
    }

    @Test
    @DisplayName("is accepted with a warning where only a subclass can make it right")
    void isAcceptedWithAWarning(CapturedOutput output) {
        field("open", Long.class);

        assertThat(output)
                .contains(
                        "open(List) has asElementField = \"id\", but " + Open.class.getName()
                                + " has neither a getter nor a field 'id': only rows of a subclass that has one can be matched");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "finalRows   | $WithoutId has neither a getter nor a field 'id' | Name a property of the returned rows",
                "hopeless    | $Hopeless has neither a getter nor a field 'id' | Name a property of the returned rows",
                "nested      | java.lang.Long has neither a getter nor a field 'size' | Name a property of the returned rows",
                "primitives  | int has neither a getter nor a field 'id' | Name a property",
                "impossible  | of type java.lang.Thread, which cannot be converted to the element type java.lang.Long | Converter",
                "arrays      | of type [Ljava.lang.Thread;, which cannot be converted to the element type | Converter"
            })
    @DisplayName("S25 is refused where it cannot be right")
    void isRefusedWhereItCannotBeRight(String name, String found, String remedy) {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> field(name, Long.class))
                .withMessageContainingAll(name + "(List)", "has asElementField = \"", found, remedy);
    }

    @Test
    void isBoxedWhereItIsPrimitive() {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> field("primitive", Thread.class))
                .withMessageContaining("of type java.lang.Long, which cannot be converted to the element type");
    }

    private static ElementField field(String name, Class<?> elementClass) {
        return ElementField.of(method(name), elementClass, DefaultConversionService.getSharedInstance());
    }

    private static BatchMethod method(String name) {
        return DeclaredMethods.reading(Methods.class, name);
    }

    record Primitive(long id) {}

    record Serialised(Serializable id) {}

    record Threads(Thread id) {}

    record ThreadArrays(Thread[] id) {}

    record Interfaces(Runnable id) {}

    /** Has an id that is a text. */
    public static class AtomicRow {

        public String getId() {
            return new AtomicReference<>("7").get();
        }
    }

    interface Methods {

        List<Object> byId(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Object> byIdOfId(@CacheAsMulti(asElementField = "id.id") List<Long> ids);

        List<Map<String, Object>> maps(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<?> objects(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Serialised> supertypes(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Primitive> primitive(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<AtomicRow> converted(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Interfaces> interfaces(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Known> sealedRows(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Abstract> abstractRows(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Optional<WithId>> optionals(@CacheAsMulti(asElementField = "id") List<Long> ids);

        Primitive[] array(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Row> maybeNested(@CacheAsMulti(asElementField = "id.any.thing") List<Long> ids);

        List<Open> open(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<WithoutId> finalRows(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Hopeless> hopeless(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<WithId> nested(@CacheAsMulti(asElementField = "id.size") List<Long> ids);

        int[] primitives(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Threads> impossible(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<ThreadArrays> arrays(@CacheAsMulti(asElementField = "id") List<Long> ids);
    }
}
