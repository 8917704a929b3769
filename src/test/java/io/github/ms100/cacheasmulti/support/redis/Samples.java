package io.github.ms100.cacheasmulti.support.redis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/** An application's own types. */
final class Samples {

    private Samples() {}

    enum Fuel {
        PETROL,
        ELECTRIC {
            @Override
            boolean clean() {
                return true;
            }
        };

        boolean clean() {
            return false;
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Wheel(int size, Long serial) {}

    record Car(Long id, String name, BigDecimal price, Fuel fuel, LocalDate built, List<Wheel> wheels) {

        static Car sample() {
            return new Car(
                    7L,
                    "a/\"\u00e9\ud83d\ude97\u2028",
                    new BigDecimal("12.50"),
                    Fuel.ELECTRIC,
                    LocalDate.of(2024, 2, 29),
                    List.of(new Wheel(15, 1L), new Wheel(16, null)));
        }
    }

    interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(float side) implements Shape {}

    /** Fields that do not tell the type of their value. */
    record Drawing(
            Object any,
            Shape shape,
            Number number,
            Comparable<?> comparable,
            List<Shape> shapes,
            Map<Long, Shape> byId,
            Map<String, Object> attributes,
            Set<Fuel> fuels,
            Object[] row) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Drawing that && parts().equals(that.parts());
        }

        @Override
        public int hashCode() {
            return parts().hashCode();
        }

        private List<?> parts() {
            return List.of(
                    any,
                    shape,
                    number,
                    comparable,
                    shapes,
                    byId,
                    attributes,
                    fuels,
                    row.length == 0 ? List.of() : List.of(row));
        }
    }

    record Generic<T>(
            T value, List<T> values, EnumMap<Fuel, T> byFuel, EnumSet<Fuel> fuels, SortedMap<LocalDate, T> days) {}

    record Times(java.time.Instant instant, ZonedDateTime zoned, java.time.Duration duration, long[] ticks) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Times that
                    && instant.equals(that.instant)
                    && zoned.equals(that.zoned)
                    && duration.equals(that.duration)
                    && java.util.Arrays.equals(ticks, that.ticks);
        }

        @Override
        public int hashCode() {
            return Objects.hash(instant, zoned, duration);
        }
    }

    /** Tells a value it does not want. */
    record Picky(String name) {

        Picky {
            throw new IllegalArgumentException("not " + name);
        }
    }

    /** Cannot be written. */
    static class Broken {

        public String getName() {
            throw new UnsupportedOperationException("not Jane Doe");
        }

        public void setName(String name) {}
    }

    /** An old-fashioned class that may be extended. */
    static class Bean {

        private String name = "";

        private Bean next;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public Bean getNext() {
            return next;
        }

        public void setNext(Bean next) {
            this.next = next;
        }

        public int getLength() {
            return name.length();
        }

        @Override
        public boolean equals(Object other) {
            return other != null
                    && getClass() == other.getClass()
                    && name.equals(((Bean) other).name)
                    && Objects.equals(next, ((Bean) other).next);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    static class ExtendedBean extends Bean {

        private Long extra = 3L;

        public Long getExtra() {
            return extra;
        }

        public void setExtra(Long extra) {
            this.extra = extra;
        }
    }

    static Bean bean() {
        Bean bean = new Bean();
        bean.setName("first");
        bean.setNext(new ExtendedBean());
        return bean;
    }
}
