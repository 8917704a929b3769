package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.support.redis.Samples.Car;
import io.github.ms100.cacheasmulti.support.redis.Samples.Circle;
import io.github.ms100.cacheasmulti.support.redis.Samples.Drawing;
import io.github.ms100.cacheasmulti.support.redis.Samples.Fuel;
import io.github.ms100.cacheasmulti.support.redis.Samples.Generic;
import io.github.ms100.cacheasmulti.support.redis.Samples.Square;
import io.github.ms100.cacheasmulti.support.redis.Samples.Times;
import io.github.ms100.cacheasmulti.support.redis.Samples.Wheel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values keep their type, and Jackson 2 and Jackson 3 write the same bytes and read each other's. */
class JsonCodecTests {

    private static final JsonTypes TYPES = new JsonTypes(
            new AllowedTypes(List.of("io.github.ms100.cacheasmulti.support")), JsonCodecTests.class.getClassLoader());

    private final List<JsonCodec> codecs = Codecs.all(TYPES, JsonCodecTests.class.getClassLoader());

    static Stream<Object> scalars() {
        return Stream.of(
                "",
                "text / \"quoted\" \u00e9\ud83d\ude97",
                true,
                1,
                -1,
                Integer.MAX_VALUE,
                1L,
                Long.MIN_VALUE,
                (short) 2,
                (byte) 3,
                'c',
                1.5f,
                1.5,
                1.0,
                1e300,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                new BigDecimal("1.50"),
                new BigDecimal("1E+30"),
                new BigInteger("123456789012345678901234567890"),
                Fuel.PETROL,
                Fuel.ELECTRIC,
                TimeUnit.DAYS,
                RoundingMode.UP,
                DayOfWeek.FRIDAY,
                Month.MAY,
                UUID.fromString("8f5c2f0e-0b1c-4b8e-9d53-0d2f7b1d0c11"),
                new Date(1_700_000_000_123L),
                Locale.CANADA,
                Locale.ROOT,
                Locale.forLanguageTag("zh-Hant-TW-x-java"),
                Currency.getInstance("CHF"),
                TimeZone.getTimeZone("Europe/Zurich"));
    }

    static Stream<Object> times() {
        Instant instant = Instant.parse("2024-02-29T12:34:56.123456789Z");
        LocalDateTime local = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 1);
        return Stream.of(
                instant,
                Instant.EPOCH,
                local,
                local.toLocalDate(),
                local.toLocalTime(),
                LocalTime.MIDNIGHT,
                LocalDate.of(-5, 1, 1),
                OffsetDateTime.of(local, ZoneOffset.ofHours(5)),
                OffsetTime.of(local.toLocalTime(), ZoneOffset.UTC),
                ZonedDateTime.of(local, ZoneId.of("Europe/Paris")),
                ZonedDateTime.of(local, ZoneId.of("UTC")),
                ZonedDateTime.of(local, ZoneOffset.UTC),
                Year.of(2024),
                YearMonth.of(2024, 2),
                MonthDay.of(2, 29),
                Period.ofDays(3),
                Duration.ofNanos(1_000_000_001L),
                ZoneId.of("Asia/Tokyo"),
                ZoneOffset.ofHours(-3));
    }

    static Stream<Object> collections() {
        Map<Fuel, Long> enumMap = new EnumMap<>(Fuel.class);
        enumMap.put(Fuel.ELECTRIC, 1L);
        return Stream.of(
                new ArrayList<>(),
                new ArrayList<>(Arrays.asList(1L, null, "x", 2)),
                new LinkedList<>(List.of(1L)),
                new LinkedHashSet<>(List.of(1L, 2L)),
                new TreeSet<>(Set.of(2L, 1L)),
                EnumSet.of(Fuel.ELECTRIC),
                EnumSet.noneOf(Fuel.class),
                EnumSet.allOf(TimeUnit.class),
                enumMap,
                new HashMap<>(Map.of("a", 1L)),
                new LinkedHashMap<>(new TreeMap<>(Map.of(1L, "a", 2L, "b"))),
                new TreeMap<>(Map.of(LocalDate.EPOCH, 1L)),
                new ConcurrentHashMap<>(Map.of(UUID.fromString("8f5c2f0e-0b1c-4b8e-9d53-0d2f7b1d0c11"), 1L)),
                new LinkedHashMap<>(Map.of(Fuel.ELECTRIC, new Circle(1))),
                new LinkedHashMap<>(Map.of(new BigDecimal("1.50"), 1)),
                new HashMap<>(Collections.singletonMap("n", null)),
                new ArrayList<>(List.of(new ArrayList<>(List.of(new Wheel(1, 2L))))));
    }

    static Stream<Object> objects() {
        Drawing drawing = new Drawing(
                5L,
                new Circle(1.5),
                7L,
                LocalDate.EPOCH,
                List.of(new Circle(1), new Square(2)),
                Map.of(9L, new Square(3)),
                new LinkedHashMap<>(
                        new TreeMap<>(Map.of("long", 1L, "list", new ArrayList<>(List.of(new BigDecimal("1.10")))))),
                Set.of(Fuel.ELECTRIC),
                new Object[] {1L, "x", new Circle(4)});
        EnumMap<Fuel, Long> byFuel = new EnumMap<>(Map.of(Fuel.PETROL, 1L));
        return Stream.of(
                Car.sample(),
                new Car(null, null, null, null, null, null),
                drawing,
                new Generic<>(
                        1L, List.of(2L), byFuel, EnumSet.of(Fuel.PETROL), new TreeMap<>(Map.of(LocalDate.EPOCH, 3L))),
                new Times(
                        Instant.EPOCH,
                        ZonedDateTime.of(2024, 1, 1, 1, 1, 1, 1, ZoneId.of("Europe/Paris")),
                        Duration.ofMillis(5),
                        new long[] {1, 2}),
                Samples.bean());
    }

    @ParameterizedTest
    @MethodSource({"scalars", "times", "collections", "objects"})
    void valueKeepsItsType(Object value) throws Exception {
        byte[] written = writtenByBoth(value);

        for (Object read : readByBoth(written)) {
            assertThat(read).isEqualTo(value).hasSameClassAs(value);
        }
    }

    static Stream<List<?>> hiddenLists() {
        return Stream.of(
                List.of(),
                List.of(1L),
                List.of(1L, 2L, 3L),
                Arrays.asList(1L, null),
                Stream.of(1L).toList(),
                Collections.unmodifiableList(new ArrayList<>(List.of(1L))),
                Collections.emptyList(),
                Collections.singletonList(1L),
                Collections.nCopies(2, 1L),
                new ArrayList<>(List.of(1L, 2L)).subList(0, 1),
                List.of(List.of(new Wheel(1, 2L)), Arrays.asList(new Wheel(3, 4L))));
    }

    @ParameterizedTest
    @MethodSource("hiddenLists")
    void hiddenListComesBackAsArrayList(List<?> value) throws Exception {
        for (Object read : readByBoth(writtenByBoth(value))) {
            assertThat(read).isEqualTo(value).isExactlyInstanceOf(ArrayList.class);
        }
    }

    static Stream<Object> hiddenSetsAndMaps() {
        return Stream.of(
                Set.of(),
                Set.of(1L, 2L),
                Collections.singleton(1L),
                Collections.unmodifiableSet(new TreeSet<>(Set.of(1L))),
                new TreeMap<>(Map.of(1L, 2L)).descendingMap().descendingMap(),
                Map.of(1L, new Wheel(1, 2L)),
                Map.of(),
                Map.of("a", LocalDate.EPOCH, "b", LocalDate.MAX),
                Collections.singletonMap(1, null),
                new HashMap<>(Map.of(1L, "a")).keySet());
    }

    @ParameterizedTest
    @MethodSource("hiddenSetsAndMaps")
    void hiddenSetOrMapComesBackAsTheUsualOne(Object value) throws Exception {
        for (Object read : readByBoth(writtenByBoth(value))) {
            assertThat(read).isEqualTo(value);
        }
    }

    static Stream<Object> arrays() {
        return Stream.of(
                new int[] {1, 2},
                new long[0],
                new byte[] {1, -1},
                new double[] {1.5},
                new char[] {'a'},
                new boolean[] {true},
                new String[] {"a", null},
                new Long[] {1L},
                new Object[] {1L, "a", List.of(2L)},
                new Wheel[] {new Wheel(1, 2L)},
                new Samples.Shape[] {new Circle(1)},
                new int[][] {{1}, {}},
                new Fuel[] {Fuel.ELECTRIC, Fuel.PETROL},
                new List<?>[] {new ArrayList<>(List.of(1L))});
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void arrayKeepsItsType(Object value) throws Exception {
        for (Object read : readByBoth(writtenByBoth(value))) {
            assertThat(read).hasSameClassAs(value);
            assertThat(Arrays.deepEquals(new Object[] {read}, new Object[] {value}))
                    .isTrue();
        }
    }

    @Test
    void nullStaysNull() throws Exception {
        assertThat(writtenByBoth(null)).asString().isEqualTo("null");
        assertThat(readByBoth(writtenByBoth(null))).containsOnlyNulls();
    }

    @Test
    void formatIsFixed() throws Exception {
        assertThat(text(new ArrayList<>(List.of(1L, 2, new Circle(1)))))
                .isEqualTo("[\"java.util.ArrayList\",[[\"java.lang.Long\",1],2,"
                        + "[\"io.github.ms100.cacheasmulti.support.redis.Samples$Circle\",{\"radius\":1.0}]]]");
        assertThat(text(Map.of(1L, "a"))).isEqualTo("[\"java.util.LinkedHashMap<java.lang.Long>\",{\"1\":\"a\"}]");
        assertThat(text("a/b")).isEqualTo("\"a/b\"");
    }

    private String text(Object value) throws Exception {
        return new String(writtenByBoth(value), StandardCharsets.UTF_8);
    }

    private byte[] writtenByBoth(Object value) throws Exception {
        byte[] written = codecs.get(0).write(value);
        for (JsonCodec codec : codecs) {
            assertThat(new String(codec.write(value), StandardCharsets.UTF_8))
                    .isEqualTo(new String(written, StandardCharsets.UTF_8));
        }
        return written;
    }

    private List<Object> readByBoth(byte[] json) throws Exception {
        List<Object> read = new ArrayList<>();
        for (JsonCodec codec : codecs) {
            read.add(codec.read(json));
        }
        return read;
    }
}
