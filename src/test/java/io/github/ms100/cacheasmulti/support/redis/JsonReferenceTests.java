package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.support.redis.Samples.Circle;
import io.github.ms100.cacheasmulti.support.redis.Samples.Shape;
import io.github.ms100.cacheasmulti.support.redis.Samples.Wheel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.serializer.SerializationException;

/** An {@code Optional}, as methods with the annotations of JSR-107 cache it, comes back as one wherever it was (S4). */
class JsonReferenceTests {

    private static final ClassLoader LOADER = JsonReferenceTests.class.getClassLoader();

    private static void onBoth(Consumer<JsonRedisSerializer> test) {
        JsonTypes types = new JsonTypes(new AllowedTypes(List.of("io.github.ms100.cacheasmulti.support")), LOADER);
        Codecs.all(types, LOADER).stream().map(JsonRedisSerializer::new).forEach(test);
    }

    record Declared(
            Optional<Wheel> record,
            Optional<Shape> shape,
            Optional<Object> any,
            Optional<Optional<String>> nested,
            List<Optional<Long>> list) {}

    record Undeclared<T>(T value, Map<String, Object> values) {}

    static Stream<Object> values() {
        return Stream.of(
                Optional.of(new Wheel(1, 2L)),
                Optional.of(1L),
                Optional.of("a"),
                Optional.of(new ArrayList<>(List.of(1L))),
                Optional.empty(),
                Optional.of(Optional.of(1L)),
                Optional.of(Optional.empty()),
                new ArrayList<>(List.of(Optional.of(new Circle(1)), 1L, Optional.empty())),
                new LinkedHashMap<>(Map.of("a", Optional.of(1L))),
                new Undeclared<>(Optional.of(new Circle(1)), new LinkedHashMap<>(Map.of("a", Optional.of(1L)))),
                new Declared(
                        Optional.of(new Wheel(1, 2L)),
                        Optional.of(new Circle(1)),
                        Optional.of(1L),
                        Optional.of(Optional.of("a")),
                        new ArrayList<>(List.of(Optional.of(1L), Optional.empty()))),
                new Declared(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Optional.of(1L)),
                        Optional.of(Optional.of("b")),
                        new ArrayList<>()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void optionalComesBackAsItWas(Object value) {
        List<String> documents = new ArrayList<>();
        onBoth(json -> documents.add(new String(json.serialize(value), StandardCharsets.UTF_8)));

        assertThat(documents).containsOnly(documents.get(0));
        onBoth(json -> assertThat(json.deserialize(documents.get(0).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(value));
    }

    @Test
    void elementsOfAnArrayComeBackAsTheyWere() {
        Optional<?>[] array = {Optional.of(1L), Optional.of(new Wheel(1, 2L)), null};

        onBoth(json -> assertThat((Object[]) json.deserialize(json.serialize(array)))
                .startsWith(Optional.of(1L), Optional.of(new Wheel(1, 2L))));
    }

    @Test
    void declaredOptionalIsWrittenAsWhatItHolds() {
        Declared value = new Declared(Optional.of(new Wheel(1, 2L)), Optional.empty(), Optional.of(1L), null, null);

        onBoth(json -> assertThat(json.serialize(value))
                .asString(StandardCharsets.UTF_8)
                .endsWith(
                        "{\"any\":[\"java.lang.Long\",1],\"list\":null,\"nested\":null,\"record\":{\"serial\":2,\"size\":1},"
                                + "\"shape\":null}]"));
    }

    @Test
    void valueThatWasWrittenForAnOptionalIsRead() {
        byte[] json = "[\"java.lang.Long\",1]".getBytes(StandardCharsets.UTF_8);

        onBoth(serializer -> assertThat(serializer.deserialize(json)).isEqualTo(1L));
    }

    @Test
    void otherReferencesAreRefusedWhereNothingSaysThatTheyAreSome() {
        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(new AtomicReference<>(1L)))
                .withMessageContaining("'java.util.concurrent.atomic.AtomicReference' is not allowed"));
    }

    @Test
    void optionalIsNoKeyOfAMap() {
        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(Map.of(Optional.of(1L), 1)))
                .withMessageContaining("keys of type java.util.Optional"));
    }
}
