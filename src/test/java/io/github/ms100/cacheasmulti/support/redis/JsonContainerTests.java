package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.fixture.HidingClassLoader;
import io.github.ms100.cacheasmulti.support.redis.Samples.Fuel;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;

/** Collections and maps of classes that JSON cannot give back: they come back as the usual ones. */
class JsonContainerTests {

    private static final ClassLoader LOADER = JsonContainerTests.class.getClassLoader();

    private static void onBoth(Consumer<JsonRedisSerializer> test) {
        JsonTypes types = new JsonTypes(new AllowedTypes(List.of("io.github.ms100.cacheasmulti.support")), LOADER);
        Codecs.all(types, LOADER).stream().map(JsonRedisSerializer::new).forEach(test);
    }

    static Stream<Object> lists() {
        return Stream.of(
                new Fixed(1L, 2L),
                new ArrayList<>(List.of(new Fixed(1L), new Fixed())),
                new ArrayList<Long>(List.of(1L)) {});
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listThatCouldNotBeMadeComesBackAsArrayList(Object value) {
        onBoth(json -> assertThat(json.deserialize(json.serialize(value)))
                .isEqualTo(value)
                .isExactlyInstanceOf(ArrayList.class));
    }

    static Stream<Map<?, ?>> foreignMaps() {
        Map<String, Object> insensitive = new LinkedCaseInsensitiveMap<>();
        insensitive.put("b", 1L);
        insensitive.put("A", new Fixed(2L));
        return Stream.of(
                insensitive, new LinkedMultiValueMap<>(Map.of("a", List.of(1L))), new AbstractMap<Long, String>() {
                    @Override
                    public Set<Entry<Long, String>> entrySet() {
                        return Map.of(1L, "a").entrySet();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("foreignMaps")
    void mapOfAClassThatIsNotAllowedComesBackAsLinkedHashMap(Map<?, ?> value) {
        onBoth(json -> assertThat(json.deserialize(json.serialize(value)))
                .isEqualTo(new LinkedHashMap<>(value))
                .isExactlyInstanceOf(LinkedHashMap.class));
    }

    @Test
    void allowedCollectionThatCanBeMadeStaysWhatItIs() {
        Tags tags = new Tags();
        tags.add("a");

        onBoth(json -> assertThat(json.deserialize(json.serialize(tags)))
                .isEqualTo(tags)
                .isExactlyInstanceOf(Tags.class));
    }

    @Test
    void whatIsDeclaredIsWhatComesBack() {
        Containers value = new Containers();
        value.collection = new Fixed(1L);
        value.deque = new ArrayDeque<Long>(List.of(1L)) {};
        value.blocking = new LinkedBlockingDeque<Long>(List.of(1L)) {};
        value.concurrent = new Concurrent();
        value.concurrent.put("a", 1L);
        value.linked = new LinkedList<Long>(List.of(1L)) {};
        value.sorted = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1L, "a")));
        value.byFuel = new EnumMap<>(Fuel.class);

        onBoth(json -> {
            Containers read = (Containers) json.deserialize(json.serialize(value));

            assertThat(read.collection).containsExactly(1L);
            assertThat(read.deque).containsExactly(1L);
            assertThat(read.blocking).containsExactly(1L);
            assertThat(read.concurrent).isEqualTo(Map.of("a", 1L));
            assertThat(read.linked).containsExactly(1L);
            assertThat(read.sorted).isEqualTo(Map.of(1L, "a"));
            assertThat(read.byFuel).isEmpty();
        });
    }

    @Test
    void whatCannotBeWhatIsDeclaredIsRefusedOnWrite() {
        Containers value = new Containers();
        value.priorities = new PriorityQueue<>(List.of(1L));

        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(value))
                .withMessageContainingAll(
                        "A java.util.PriorityQueue cannot be stored as JSON",
                        "it would come back as ArrayList",
                        "Declare it as an interface of java.util"));
    }

    static Stream<Map<?, ?>> mapsWithANullKey() {
        return Stream.of(Collections.singletonMap(null, 1L), new HashMap<>(Collections.singletonMap(null, 1L)));
    }

    @ParameterizedTest
    @MethodSource("mapsWithANullKey")
    void nullKeyIsRefusedInWords(Map<?, ?> value) {
        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(value))
                .withMessageContaining("A map with a null key cannot be stored as JSON"));
    }

    @Test
    void sortedOnesKeepTheirOrder() {
        Collection<Long> set = Collections.unmodifiableSortedSet(new TreeSet<>(List.of(2L, 1L)));

        onBoth(json -> assertThat(json.deserialize(json.serialize(new ArrayList<>(List.of(set)))))
                .isEqualTo(List.of(new LinkedHashSet<>(List.of(1L, 2L)))));
        onBoth(json -> assertThat(json.serialize(set))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[\"java.util.TreeSet\",[[\"java.lang.Long\",1],[\"java.lang.Long\",2]]]"));
    }

    @Test
    void hibernateIsNotNeeded() throws Exception {
        try (HidingClassLoader loader = new HidingClassLoader(List.of("org.hibernate."))) {
            Class<?> type = loader.loadClass(JsonRedisSerializer.class.getName());
            Object json = type.getMethod("create", Collection.class, ClassLoader.class)
                    .invoke(null, List.of(), loader);

            byte[] written =
                    (byte[]) type.getMethod("serialize", Object.class).invoke(json, new LinkedMultiValueMap<>());

            assertThat(written).asString(StandardCharsets.UTF_8).isEqualTo("[\"java.util.LinkedHashMap\",{}]");
        }
    }

    /** A list as other libraries have them: without a public constructor. */
    static final class Fixed extends AbstractList<Long> {

        private final Long[] values;

        Fixed(Long... values) {
            this.values = Arrays.copyOf(values, values.length);
        }

        @Override
        public Long get(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    static class Tags extends ArrayList<String> {

        private static final long serialVersionUID = 1L;
    }

    static final class Concurrent extends java.util.concurrent.ConcurrentHashMap<String, Long> {

        private static final long serialVersionUID = 1L;
    }

    static class Containers {

        public Collection<Long> collection;

        public Deque<Long> deque;

        public BlockingQueue<Long> blocking;

        public ConcurrentMap<String, Long> concurrent;

        public LinkedList<Long> linked;

        public SortedMap<Long, String> sorted;

        public EnumMap<Fuel, Long> byFuel;

        public PriorityQueue<Long> priorities;
    }
}
