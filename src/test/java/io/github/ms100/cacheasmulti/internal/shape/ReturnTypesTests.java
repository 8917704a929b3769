package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.io.Serializable;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import kotlin.Metadata;
import kotlin.coroutines.Continuation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.convert.support.DefaultConversionService;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each return type is taken by the shape that can read it, or refused with what is allowed. */
@DisplayName("S4, S25 the return type")
class ReturnTypesTests {

    record Row(Integer id) {}

    record Plain(Integer id) {}

    @ParameterizedTest
    @CsvSource({
        "map, MapResult",
        "sorted, MapResult",
        "sortedOfInterfaces, MapResult",
        "mapOfSupertypes, MapResult",
        "mapOfSubtypes, MapResult",
        "list, PositionalResult",
        "array, PositionalResult",
        "listOfArrays, PositionalResult",
        "rows, FieldMatchedResult",
        "rowSet, FieldMatchedResult",
        "rowArray, FieldMatchedResult"
    })
    void decidesTheShape(String name, String shape) {
        assertThat(shape(name)).extracting(of -> of.getClass().getSimpleName()).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set | returns a Set, whose rows have no position | Name the property of a row",
                "number | returns java.lang.Integer, which cannot be taken apart by element | Return a Map keyed by the element",
                "nothing | returns void, which cannot be taken apart | Return a Map",
                "linkedList | returns java.util.LinkedList, which cannot be taken apart | Return a Map",
                "ownMap | OwnMap, of which no new instance can be made | Return Map, HashMap,",
                "strictConcurrent | has strictNull = true but returns a ConcurrentMap, which cannot hold null | Return a Map, or",
                "sortedOfPlain | returns a SortedMap, which is in the natural order | let Plain implement Comparable.",
                "keyedByAnother | returns a Map keyed by java.lang.String, but its elements are java.lang.Integer | Key the map",
                "rowMap | has asElementField = \"id\" but returns java.util.Map, which is no List | Remove asElementField",
                "grouped | has grouped = true without asElementField | Name the property",
                "mapOfArrays | returns a Map, but its elements are arrays (byte[]), which equal only themselves: no entry | wrap",
                "rowsOfArrays | has asElementField, but its elements are arrays (byte[]), which equal only themselves: no row | UUID",
                "submitted | returns java.util.concurrent.Future, whose value only a thread that waits | Return a CompletableFuture",
                "flux | returns reactor.core.publisher.Flux without asElementField | Mono<List<V>>",
                "nested | returns reactor.core.publisher.Mono of values that come later themselves | Let its value be there",
                "nestedFlux | returns reactor.core.publisher.Flux of values that come later themselves | Let its value be there",
                "monoOfNothing | returns java.lang.Void, which cannot be taken apart by element | Return a Map keyed",
                "suspending | is a Kotlin suspend function, but kotlinx-coroutines-reactor is not | Add org.jetbrains.kotlinx:"
            })
    void isRefusedWithWhatIsAllowed(String name, String found, String remedy) {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> shape(name))
                .satisfies(ex -> {
                    assertThat(ex.getDescription()).contains("." + name + "(", "'ids' (index 0)", found);
                    assertThat(ex.getRemedy()).contains(remedy);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "number",
                "set",
                "linkedList",
                "future",
                "mono",
                "flux",
                "monoOfNothing",
                "completable"
            })
    @DisplayName("may be any where nobody looks at the result")
    void maybeAnyIfIgnored(String name) {
        assertThatCode(() -> ResultShape.checkIgnored(DeclaredMethods.evicting(Methods.class, name, false)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("A1 may be a plain future only if all is done before the invocation")
    void mayBeAFutureIfAllIsDoneBefore() {
        assertThatCode(() -> ResultShape.checkIgnored(DeclaredMethods.evicting(Methods.class, "submitted", true)))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> ResultShape.checkIgnored(DeclaredMethods.evicting(Methods.class, "submitted", false)))
                .withMessageContaining("Future, whose value only a thread that waits can have");
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> ResultShape.checkIgnored(DeclaredMethods.evicting(Kotlin.class, "suspending", true)))
                .withMessageContaining("suspend");
    }

    private static ResultShape shape(String name) {
        Class<?> type = name.equals("suspending") ? Kotlin.class : Methods.class;
        BatchMethod method = DeclaredMethods.reading(type, name);
        return ResultShape.of(
                method,
                ArgumentShape.of(method).elementClass(),
                DefaultConversionService.getSharedInstance(),
                new Object());
    }

    /** An implementation of its own. */
    static class OwnMap extends TreeMap<Integer, String> {}

    interface Methods {

        Map<Integer, String> map(@CacheAsMulti List<Integer> ids);

        SortedMap<Integer, String> sorted(@CacheAsMulti List<Integer> ids);

        TreeMap<Object, String> sortedOfInterfaces(@CacheAsMulti List<Serializable> ids);

        Map<Number, String> mapOfSupertypes(@CacheAsMulti List<Integer> ids);

        Map<Integer, String> mapOfSubtypes(@CacheAsMulti List<Number> ids);

        List<String> list(@CacheAsMulti List<Integer> ids);

        String[] array(@CacheAsMulti List<Integer> ids);

        List<String> listOfArrays(@CacheAsMulti List<byte[]> ids);

        List<Row> rows(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        Set<Row> rowSet(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        Row[] rowArray(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        Set<String> set(@CacheAsMulti List<Integer> ids);

        Integer number(@CacheAsMulti List<Integer> ids);

        void nothing(@CacheAsMulti List<Integer> ids);

        LinkedList<String> linkedList(@CacheAsMulti List<Integer> ids);

        OwnMap ownMap(@CacheAsMulti List<Integer> ids);

        ConcurrentMap<Integer, String> strictConcurrent(@CacheAsMulti(strictNull = true) List<Integer> ids);

        SortedMap<Plain, String> sortedOfPlain(@CacheAsMulti List<Plain> ids);

        Map<String, String> keyedByAnother(@CacheAsMulti List<Integer> ids);

        Map<Integer, Row> rowMap(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        List<Row> grouped(@CacheAsMulti(grouped = true) List<Integer> ids);

        Map<byte[], String> mapOfArrays(@CacheAsMulti List<byte[]> ids);

        List<Row> rowsOfArrays(@CacheAsMulti(asElementField = "id") List<byte[]> ids);

        CompletableFuture<List<String>> future(@CacheAsMulti List<Integer> ids);

        Mono<List<String>> mono(@CacheAsMulti List<Integer> ids);

        Future<List<String>> submitted(@CacheAsMulti List<Integer> ids);

        Flux<Row> flux(@CacheAsMulti List<Integer> ids);

        Mono<CompletableFuture<List<String>>> nested(@CacheAsMulti List<Integer> ids);

        Flux<Mono<Row>> nestedFlux(@CacheAsMulti(asElementField = "id") List<Integer> ids);

        Mono<Void> monoOfNothing(@CacheAsMulti List<Integer> ids);

        CompletionStage<Void> completable(@CacheAsMulti List<Integer> ids);
    }

    /** As the Kotlin compiler translates a function that suspends. */
    @Metadata
    interface Kotlin {

        Object suspending(@CacheAsMulti List<Integer> ids, Continuation<List<String>> continuation);
    }
}
