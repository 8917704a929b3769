package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

@DisplayName("S3 an iterable that can be gone through once")
class OneShotIterableTests {

    private final RecordingCache cache = new RecordingCache("cars");

    private final CachingContext context =
            CachingContext.with(new SimpleCacheErrorHandler(), IterableTable.class, cache);

    private final IterableTable table = context.bean(IterableTable.class);

    @AfterEach
    void stop() {
        context.close();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("evict", IterableTable::evict),
                call("early evict", IterableTable::evictEarly),
                call("evict of all", IterableTable::evictAll),
                call("evict by result", IterableTable::evictByResult),
                call("put by position", IterableTable::putList),
                call("put by map", IterableTable::putMap),
                call("put by field", IterableTable::putRows),
                call("read", IterableTable::read),
                call("read and put", IterableTable::readAndPut),
                call("JSR-107 remove", IterableTable::remove),
                call("resolved", IterableTable::resolved));
    }

    private static Arguments call(String name, BiConsumer<IterableTable, Iterable<Long>> method) {
        return Arguments.argumentSet(name, method);
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("S3 is gone through once, and the method gets a list")
    void elements(BiConsumer<IterableTable, Iterable<Long>> method) {
        method.accept(table, once(1L, 2L, 1L));

        assertThat(table.received()).isExactlyInstanceOf(ArrayList.class);
        assertThat(List.copyOf(table.ids())).startsWith(1L, 2L);
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("S3, S7 may hold nothing")
    void nothing(BiConsumer<IterableTable, Iterable<Long>> method) {
        method.accept(table, once());

        assertThat(table.received()).isEqualTo(List.of());
        assertThat(table.ids()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("S3, S7 a collection, and null, stay what they are")
    void collections(BiConsumer<IterableTable, Iterable<Long>> method) {
        List<Long> ids = new ArrayList<>();

        method.accept(table, ids);
        assertThat(table.received()).isSameAs(ids);
        table.evict(null);
        assertThat(table.received()).isNull();
    }

    @Test
    @DisplayName("S3, S13 a method that fails has got its elements, and they are not evicted")
    void failure() {
        cache.put(1L, "cached");
        table.fail();

        assertThatIllegalStateException().isThrownBy(() -> table.evict(once(1L)));

        assertThat(table.ids()).containsExactly(1L);
        assertThat(cache.get(1L)).isNotNull();
    }

    @Test
    @DisplayName("S3 an iterable type of its own is handed on as it is, and gone through twice")
    void declaredSubtype() {
        IterableTable.Cursor cursor = new IterableTable.Cursor(List.of(1L, 2L));

        table.evictCursor(cursor);

        assertThat(table.received()).isSameAs(cursor);
        assertThat(cursor.passes()).isEqualTo(2);
        assertThat(cache.calls()).containsExactly("cars evict [1, 2]");
    }

    @Test
    @DisplayName("S2, S3 advice around the cache sees what the caller passed")
    void adviceAround() {
        Iterable<Long> ids = once(1L, 2L);
        List<Object> seen = new ArrayList<>();
        ProxyFactory factory = new ProxyFactory(table);
        factory.setProxyTargetClass(true);
        factory.addAdvice((MethodInterceptor) invocation -> {
            seen.add(invocation.getArguments()[0]);
            Object result = invocation.proceed();
            seen.add(invocation.getArguments()[0]);
            return result;
        });

        ((IterableTable) factory.getProxy()).evict(ids);

        assertThat(seen)
                .allSatisfy(argument -> assertThat(argument).isSameAs(ids))
                .hasSize(2);
        assertThat(table.ids()).containsExactly(1L, 2L);
    }

    @Test
    @DisplayName("S4 a result that can be gone through once, and was, reaches the caller as a list")
    void result() {
        Iterable<String> result = table.evictByResult(List.of(1L, 2L));

        assertThat(result).containsExactly("row 1", "row 2");
        assertThat(result).containsExactly("row 1", "row 2");
        assertThat(cache.calls()).containsExactly("cars evict [row 1, row 2]");
        assertThat(table.read(List.of(3L))).containsExactly(entry(3L, "row 3"));
        assertThat(table.readOnce(List.of(4L, 3L))).containsExactly("row 4", "row 3");
    }

    @Test
    @DisplayName("S1, S3 a cache resolver may look at the elements")
    void resolver() {
        table.resolved(once(5L, 6L));

        assertThat(cache.calls()).containsExactly("cars evict [5, 6]");
    }

    private static <T> Iterable<T> once(@SuppressWarnings("unchecked") T... items) {
        return Stream.of(items)::iterator;
    }
}
