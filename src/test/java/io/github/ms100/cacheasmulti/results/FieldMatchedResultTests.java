package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S9, S10 rows and positions that do or do not fit their elements")
class FieldMatchedResultTests {

    private final ConcurrentMapCache cache = new ConcurrentMapCache("cars");

    private final CachingContext context = CachingContext.with(Cars.class, cache);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S10 the element is read from a record component, a getter, a private field, a path or a map")
    void placesOfTheElement() {
        cars.rows(new Row(1, new Owner(11L)), new Row(2, new Owner(12L)));

        assertThat(cars.findByComponent(List.of(2, 1))).extracting(Row::id).containsExactly(2, 1);
        assertThat(cars.findByPath(List.of(12L, 11L))).extracting(Row::id).containsExactly(2, 1);
        assertThat(cars.findByGetter(List.of(2, 1))).extracting(Bean::getCode).containsExactly(2, 1);
        assertThat(cars.findByField(List.of(2, 1))).hasSize(2);
        assertThat(cars.findByMapKey(List.of(2, 1)))
                .extracting(row -> row.get("id"))
                .containsExactly(2, 1);
    }

    @Test
    @DisplayName("S10 a field of another type is converted to the element")
    void conversion() {
        cars.rows(new Row(1, new Owner(11L)), new Row(2, new Owner(12L)));

        assertThat(cars.findByConvertedPath(List.of("12", "11")))
                .extracting(Row::id)
                .containsExactly(2, 1);
        assertThat(cache.getNativeCache()).containsOnlyKeys("11", "12");
    }

    @Test
    @DisplayName("S10 a field of a more general type than the element may hold it")
    void fieldOfMoreGeneralType() {
        cars.rows(new Row(1, null), new Row(2, null));

        assertThat(cars.findByGeneralId(List.of(2, 1)))
                .extracting(Entity::getId)
                .containsExactly(2, 1);
    }

    @Test
    @DisplayName("S10 a path through a generic property is checked with the type arguments of the rows")
    void pathThroughGenericProperty() {
        cars.rows(new Row(1, null), new Row(2, null));

        assertThat(cars.findByBody(List.of(2, 1)))
                .extracting(row -> row.getBody().getCode())
                .containsExactly(2, 1);
    }

    @Test
    @DisplayName("S10 a value that cannot be converted is an error that names method, path and value")
    void failedConversion() {
        cars.mapRows(Map.of("id", "many\nmore"));

        assertThatIllegalStateException()
                .isThrownBy(() -> cars.findMapRows(List.of(1)))
                .withMessageContainingAll(
                        "Cars.findMapRows", "asElementField = \"id\"", "'many\\nmore'", "java.lang.Integer");
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("S10 null rows, rows without id and rows nobody asked for are dropped on every path, with one warning")
    void rowsWithoutElement(CapturedOutput output) {
        cars.rows(null, new Row(1, null), new Row(null, null), new Row(99, null));

        List<Row> loaded = cars.findByComponent(List.of(1, 2));
        List<Row> again = cars.findByComponent(List.of(1, 2, 3));

        assertThat(loaded).extracting(Row::id).containsExactly(1);
        assertThat(again).extracting(Row::id).containsExactly(1);
        assertThat(cache.getNativeCache()).containsOnlyKeys(1);
        assertThat(output.getOut().split("such rows are neither cached nor returned", -1))
                .hasSize(2);
    }

    @Test
    @DisplayName("S10 two rows for one element are an error, and nothing is cached")
    void twoRows() {
        cars.rows(new Row(1, null), new Row(2, null), new Row(1, null));

        assertThatIllegalStateException()
                .isThrownBy(() -> cars.findByComponent(List.of(1, 2)))
                .withMessageContainingAll("Cars.findByComponent", "'id' is '1'", "grouped = true");
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("S10 grouped: the value is the list of rows, shared with the single method; the result is flat")
    void grouped() {
        Row first = new Row(1, new Owner(1L));
        Row second = new Row(2, null);
        Row third = new Row(1, new Owner(3L));
        cars.rows(first, second, third);

        assertThat(cars.findGrouped(List.of(1, 2, 3))).containsExactly(first, third, second);
        assertThat(cars.findGrouped(List.of(2, 1))).containsExactly(second, first, third);
        assertThat(cars.findOwned(1)).containsExactly(first, third);
        assertThat(cars.findOwned(3)).isEmpty();
        assertThat(cars.loads()).isEqualTo(1);
    }

    @Test
    @DisplayName("S10 grouped: a null row in a list that the single method stored is dropped, too")
    void nullRowInStoredGroup() {
        Row row = new Row(1, null);
        cache.put(1, Arrays.asList(row, null));

        assertThat(cars.findGrouped(List.of(1))).containsExactly(row);
    }

    @Test
    @DisplayName("S10, S11 grouped and strictNull: an element without rows is not cached")
    void groupedStrict() {
        Row row = new Row(1, null);
        cars.rows(row);

        assertThat(cars.findGroupedStrict(List.of(1, 2))).containsExactly(row);
        assertThat(cars.findGroupedStrict(List.of(1, 2))).containsExactly(row);

        assertThat(cache.getNativeCache()).containsOnlyKeys(1);
        assertThat(cars.loads()).isEqualTo(2);
    }

    @Test
    @DisplayName("S9 a positional result of another size is an error that names the sizes, and nothing is cached")
    void sizeMismatch() {
        cars.rows(new Row(1, null));

        assertThatIllegalStateException()
                .isThrownBy(() -> cars.findPositional(List.of(1, 2)))
                .withMessageContainingAll("Cars.findPositional", "2 element(s)", "1 value(s)", "asElementField");
        assertThat(cache.getNativeCache()).isEmpty();
    }

    record Owner(Long id) {}

    record Row(@Nullable Integer id, @Nullable Owner owner) {}

    interface Entity {

        Serializable getId();
    }

    interface Body {}

    public static class Envelope<T extends Body> {

        private final T body;

        Envelope(T body) {
            this.body = body;
        }

        public T getBody() {
            return body;
        }
    }

    public static class Bean implements Body {

        private final int number;

        Bean(int number) {
            this.number = number;
        }

        public int getCode() {
            return number;
        }
    }

    static class Cars {

        private List<Row> rows = List.of();

        private List<Map<String, Object>> mapRows = List.of();

        private int loads;

        void rows(Row... rows) {
            this.rows = Arrays.asList(rows);
        }

        int loads() {
            return loads;
        }

        @Cacheable("cars")
        public List<Row> findByComponent(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            return load(Function.identity());
        }

        @Cacheable("cars")
        public List<Row> findByPath(@CacheAsMulti(asElementField = "owner.id") List<Long> ids) {
            return load(Function.identity());
        }

        @Cacheable("cars")
        public List<Row> findByConvertedPath(@CacheAsMulti(asElementField = "owner.id") List<String> ids) {
            return load(Function.identity());
        }

        @Cacheable(cacheNames = "cars", key = "'getter' + #ids")
        public List<Bean> findByGetter(@CacheAsMulti(asElementField = "code") List<Integer> ids) {
            return load(row -> new Bean(row.id()));
        }

        @Cacheable(cacheNames = "cars", key = "'general' + #ids")
        public List<Entity> findByGeneralId(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            return load(row -> row::id);
        }

        @Cacheable(cacheNames = "cars", key = "'body' + #ids")
        public List<Envelope<Bean>> findByBody(@CacheAsMulti(asElementField = "body.code") List<Integer> ids) {
            return load(row -> new Envelope<>(new Bean(row.id())));
        }

        @Cacheable(cacheNames = "cars", key = "'field' + #ids")
        public List<Bean> findByField(@CacheAsMulti(asElementField = "number") List<Integer> ids) {
            return load(row -> new Bean(row.id()));
        }

        @Cacheable(cacheNames = "cars", key = "'map' + #ids")
        public List<Map<String, Object>> findByMapKey(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            return load(row -> Map.of("id", row.id()));
        }

        void mapRows(Map<String, Object> row) {
            mapRows = List.of(row);
        }

        @Cacheable("cars")
        public List<Map<String, Object>> findMapRows(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            return mapRows;
        }

        @Cacheable("cars")
        public List<Row> findOwned(Integer id) {
            throw new IllegalStateException("must be cached");
        }

        @Cacheable("cars")
        public List<Row> findGrouped(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids) {
            return load(Function.identity());
        }

        @Cacheable("cars")
        public List<Row> findGroupedStrict(
                @CacheAsMulti(asElementField = "id", grouped = true, strictNull = true) List<Integer> ids) {
            return load(Function.identity());
        }

        @Cacheable("cars")
        public List<Row> findPositional(@CacheAsMulti List<Integer> ids) {
            return load(Function.identity());
        }

        private <T> List<T> load(Function<Row, T> form) {
            loads++;
            List<T> loaded = new ArrayList<>();
            rows.forEach(row -> loaded.add(row == null ? null : form.apply(row)));
            return loaded;
        }
    }
}
