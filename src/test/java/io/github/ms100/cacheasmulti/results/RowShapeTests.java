package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Misuse;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S10, S25 rows and elements that are refused at the start, and those that no subclass could make right")
class RowShapeTests {

    private static Stream<Arguments> misuses() {
        return Stream.of(
                Arguments.of(ArraysByField.class, new String[] {"byte[]", "asElementField", "by position", "UUID"}),
                Arguments.of(ArraysInMap.class, new String[] {"byte[]", "returns a Map", "by position", "record"}),
                Arguments.of(ArraysInOpenMap.class, new String[] {"int[]", "returns a Map", "by position"}),
                Arguments.of(NotComparable.class, new String[] {"SortedMap", "Key is not Comparable", "Return a Map"}),
                Arguments.of(ClassNotComparable.class, new String[] {"TreeMap", "Plain is not Comparable"}),
                Arguments.of(PrimitiveDate.class, new String[] {"'", "java.lang.Long", "java.util.Date", "Converter"}),
                Arguments.of(ClosedRows.class, new String[] {"'id'", "Closed", "neither a getter nor a field"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void whatCannotBeRightIsRefused(Class<?> bean, String[] words) {
        Misuse.assertRefused(bean, words);
    }

    @Test
    void anyRowMayBeASubclass() {
        try (CachingContext context = CachingContext.of(Legal.class)) {
            Legal legal = context.bean(Legal.class);

            for (int call = 0; call < 2; call++) {
                assertThat(legal.sealed(List.of(1L, 2L))).containsExactly(new Circle(1), new Circle(2));
                assertThat(legal.sealedMarker(List.of(3L))).containsExactly(new Dot(3));
                assertThat(legal.base(List.of(4L, 5L))).hasSize(2);
                assertThat(legal.marker(List.of(6L))).hasSize(1);
                assertThat(legal.markerMap(List.of(7L))).hasSize(1);
                assertThat(legal.text(List.of(8L))).hasSize(1);
            }
            assertThat(legal.loads()).isEqualTo(6);
        }
    }

    @Test
    void aClassWhoseOwnInstancesCannotBeMatchedIsAWarning(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(OpenClass.class)) {
            assertThat(context.bean(OpenClass.class).find(List.of(1L))).hasSize(1);
        }

        assertThat(output).contains("OpenClass.find", "Plain has neither a getter nor a field 'id'", "of a subclass");
    }

    @Test
    @DisplayName("S10 of a proxy a method named like the path is called before a field is read")
    void proxies() {
        try (CachingContext context = CachingContext.of(Proxied.class)) {
            Proxied proxied = context.bean(Proxied.class);

            assertThat(proxied.fluent(List.of(1L))).hasSize(1);
            assertThat(context.cache("c").get(1L, Fluent.class)).isNotNull();
        }
    }

    @Test
    @DisplayName("S4 elements of an abstract type may be Comparable")
    void comparableAfterAll() {
        try (CachingContext context = CachingContext.of(Legal.class)) {
            assertThat(context.bean(Legal.class).sorted(List.of("b", "a"))).containsOnlyKeys("a", "b");
        }
    }

    record Blob(byte[] id) {}

    record Key(int number) {}

    static class Plain {}

    static class WithId extends Plain {

        private final long id = 1;
    }

    record Stamp(long day) {}

    sealed interface Shape permits Circle {

        long id();
    }

    record Circle(long id) implements Shape {}

    sealed interface Marked permits Dot {}

    record Dot(long id) implements Marked, Serializable {}

    sealed interface Closed permits Nothing {}

    record Nothing(String name) implements Closed {}

    abstract static class Base {}

    static class Derived extends Base {

        private final long id;

        Derived(long id) {
            this.id = id;
        }

        public long getId() {
            return id;
        }
    }

    interface Text {

        CharSequence id();
    }

    static class Fluent {

        private final Long id;

        Fluent(Long id) {
            this.id = id;
        }

        Long id() {
            return id;
        }
    }

    static class ArraysByField {
        @Cacheable("c")
        public List<Blob> find(@CacheAsMulti(asElementField = "id") List<byte[]> ids) {
            return List.of();
        }
    }

    static class ArraysInMap {
        @Cacheable("c")
        public Map<byte[], Blob> find(@CacheAsMulti Collection<byte[]> ids) {
            return Map.of();
        }
    }

    static class ArraysInOpenMap {
        @Cacheable("c")
        public Map<Object, Blob> find(@CacheAsMulti int[]... ids) {
            return Map.of();
        }
    }

    static class NotComparable {
        @Cacheable("c")
        public SortedMap<Key, String> find(@CacheAsMulti Collection<Key> ids) {
            return new TreeMap<>();
        }
    }

    static class ClassNotComparable {
        @Cacheable("c")
        public TreeMap<Plain, String> find(@CacheAsMulti Collection<Plain> ids) {
            return new TreeMap<>();
        }
    }

    static class PrimitiveDate {
        @Cacheable("c")
        public List<Stamp> find(@CacheAsMulti(asElementField = "day") List<Date> days) {
            return List.of();
        }
    }

    static class ClosedRows {
        @Cacheable("c")
        public List<Closed> find(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return List.of();
        }
    }

    static class OpenClass {
        @Cacheable("c")
        public List<Plain> find(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return List.of(new WithId());
        }
    }

    static class Proxied {
        @Cacheable("c")
        public List<Fluent> fluent(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            List<Fluent> rows = new ArrayList<>();
            ids.forEach(id -> rows.add((Fluent) new ProxyFactory(new Fluent(id)).getProxy()));
            return rows;
        }
    }

    static class Legal {

        private int loads;

        int loads() {
            return loads;
        }

        @Cacheable(cacheNames = "c", key = "'sealed' + #ids")
        public List<Shape> sealed(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return load(ids, Circle::new);
        }

        @Cacheable(cacheNames = "c", key = "'sealedMarker' + #ids")
        public List<Marked> sealedMarker(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return load(ids, Dot::new);
        }

        @Cacheable(cacheNames = "c", key = "'base' + #ids")
        public List<Base> base(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return load(ids, Derived::new);
        }

        @Cacheable(cacheNames = "c", key = "'marker' + #ids")
        public List<Serializable> marker(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return load(ids, Dot::new);
        }

        @Cacheable(cacheNames = "c", key = "'markerMap' + #ids")
        public List<Cloneable> markerMap(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return load(ids, id -> new java.util.HashMap<>(Map.of("id", id)));
        }

        @Cacheable(cacheNames = "c", key = "'text' + #ids")
        public List<Text> text(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return load(ids, id -> () -> String.valueOf(id));
        }

        @Cacheable(cacheNames = "c", key = "'sorted' + #ids")
        public NavigableMap<CharSequence, String> sorted(@CacheAsMulti List<CharSequence> ids) {
            NavigableMap<CharSequence, String> map = new TreeMap<>();
            ids.forEach(id -> map.put(id, "value"));
            return map;
        }

        private <T> List<T> load(List<Long> ids, Function<Long, ? extends T> row) {
            loads++;
            List<T> rows = new ArrayList<>();
            ids.forEach(id -> rows.add(row.apply(id)));
            return rows;
        }
    }
}
