package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.io.Serializable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;

@DisplayName("S10 elements and ids whose types differ")
class UntypedElementTests {

    @Test
    @DisplayName("S10 a field is converted to the class of the elements that were passed")
    void fieldOfAnotherClass() {
        try (CachingContext context = CachingContext.of(Untyped.class)) {
            Untyped<Long, Object> untyped = context.bean(Untyped.class);

            assertThat(untyped.wildcard(List.of("1", "2"))).containsExactly(new Circle(1), new Circle(2));
            assertThat(untyped.objects(List.of(3, 4))).containsExactly(new Circle(3), new Circle(4));
            assertThat(untyped.unbound(List.of("5"))).containsExactly(new Circle(5));
            assertThat(untyped.bound(List.of(6L))).containsExactly(new Circle(6));
            assertThat(untyped.numbers(List.of(7))).containsExactly(new Circle(7));
            assertThat(untyped.wildcard(List.of("8", 9L))).containsExactly(new Circle(9));
            assertThat(untyped.wildcard(List.of("x"))).isEmpty();
            assertThat(context.cache("c").get("8")).isNull();
            assertThat(context.cache("c").get("x")).isNull();
            assertThat(context.cache("c").get("2", Circle.class)).isEqualTo(new Circle(2));
        }
    }

    @Test
    @DisplayName("S10 a row belongs to the element that equals its id, though that does not equal the element")
    void lopsidedEquals() {
        Date day = new Date(1_000L);
        try (CachingContext context = CachingContext.of(Days.class)) {
            assertThat(context.bean(Days.class).find(List.of(day))).hasSize(1);
            assertThat(context.cache("d").get(day, Day.class)).isNotNull();
        }
    }

    record Circle(long id) {}

    record Day(Date day) {}

    static class Days {

        @Cacheable("d")
        public List<Day> find(@CacheAsMulti(asElementField = "day") List<Date> days) {
            return days.stream()
                    .map(day -> new Day(new Timestamp(day.getTime())))
                    .toList();
        }
    }

    static class Untyped<B extends Serializable, U> {

        @Cacheable("c")
        public List<Circle> wildcard(@CacheAsMulti(asElementField = "id") Collection<? extends Serializable> ids) {
            return circles(ids);
        }

        @Cacheable("c")
        public List<Circle> objects(@CacheAsMulti(asElementField = "id") Iterable<Object> ids) {
            return circles((Collection<?>) ids);
        }

        @Cacheable("c")
        public List<Circle> unbound(@CacheAsMulti(asElementField = "id") List<U> ids) {
            return circles(ids);
        }

        @Cacheable("c")
        public List<Circle> bound(@CacheAsMulti(asElementField = "id") List<B> ids) {
            return circles(ids);
        }

        @Cacheable("c")
        public List<Circle> numbers(@CacheAsMulti(asElementField = "id") List<? extends Number> ids) {
            return circles(ids);
        }

        private static List<Circle> circles(Collection<?> ids) {
            List<Circle> circles = new ArrayList<>();
            ids.forEach(id -> circles.add(new Circle("x".equals(id) ? 0 : Long.parseLong(String.valueOf(id)))));
            return circles;
        }
    }
}
