package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.serializer.SerializationException;

/** A document asks for a class only if the application allowed it; a refused value names itself and the remedy. */
class JsonSafetyTests {

    private static final String PACKAGE = "io.github.ms100.cacheasmulti.support";

    private static final String SAMPLES = "io.github.ms100.cacheasmulti.support.redis.Samples$";

    private static final WatchedLoader LOADER = new WatchedLoader();

    static Stream<JsonRedisSerializer> both() {
        JsonTypes types = new JsonTypes(new AllowedTypes(List.of(PACKAGE)), LOADER);
        return Codecs.all(types, LOADER).stream().map(JsonRedisSerializer::new);
    }

    static Stream<String> gadgets() {
        return Stream.of(
                "com.sun.rowset.JdbcRowSetImpl",
                "javax.swing.JEditorPane",
                "java.util.logging.FileHandler",
                "java.lang.ProcessBuilder",
                "java.lang.Class",
                "java.util.ServiceLoader",
                "org.springframework.context.support.ClassPathXmlApplicationContext",
                "io.github.ms100.cacheasmulti.supportive.Evil",
                "[Ljavax.swing.JEditorPane;",
                "java.util.LinkedHashMap<javax.swing.JEditorPane>",
                "java.util.EnumSet<javax.swing.JEditorPane>",
                "java.util.ArrayList<javax.swing.JEditorPane>");
    }

    @ParameterizedTest
    @MethodSource("gadgets")
    void classThatIsNotAllowedIsNotEvenLoaded(String name) {
        for (String document : documentsWith(name)) {
            both().forEach(serializer -> {
                LOADER.asked.clear();

                assertThatExceptionOfType(SerializationException.class)
                        .isThrownBy(() -> serializer.deserialize(bytes(document)))
                        .withMessageContaining("is not allowed");

                assertThat(LOADER.asked)
                        .noneMatch(asked -> asked.contains("Swing") || asked.contains("swing"))
                        .noneMatch(name::contains);
            });
        }
    }

    private static List<String> documentsWith(String gadget) {
        String typed = "[\"" + gadget + "\",{\"page\":\"http://localhost\"}]";
        return List.of(
                typed,
                "[\"java.util.ArrayList\",[" + typed + "]]",
                "[\"java.util.LinkedHashMap\",{\"key\":" + typed + "}]",
                "[\"" + SAMPLES + "Drawing\",{\"any\":" + typed + "}]");
    }

    @Test
    void annotationsOfAClassDoNotOpenTheDoor() {
        String document =
                "[\"%s\",{\"payload\":{\"@class\":\"javax.swing.JEditorPane\"}}]".formatted(Annotated.class.getName());

        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(bytes(document)))
                .withMessageContainingAll("javax.swing.JEditorPane", "is not allowed"));
    }

    /** Asks for polymorphism by itself. */
    static final class Annotated {

        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
        public Object payload;
    }

    static Stream<Object> outside() {
        return Stream.of(
                URI.create("urn:a"),
                new AtomicInteger(1),
                new StringBuilder("a"),
                List.of(1, URI.create("urn:a")),
                Map.of("key", new URI[0]),
                new Samples.Generic<>(URI.create("urn:a"), null, null, null, null));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void typeThatIsNotAllowedIsRefusedOnWriteWithTheRemedy(Object value) {
        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.serialize(value))
                .withMessageContainingAll(
                        value.getClass().getName(),
                        "is not allowed",
                        PACKAGE,
                        "add the type or its package to 'cache-as-multi.redis.json-allowed-packages'"));
    }

    @Test
    void classThatIsGoneIsSaidInWords() {
        String document = "[\"" + SAMPLES + "NoSuchClass\",{}]";

        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(bytes(document)))
                .withMessageContaining("there is no class '" + SAMPLES + "NoSuchClass'"));
    }

    static Stream<Object> lossy() {
        Map<Object, Object> mixed = new LinkedHashMap<>(Map.of(1, "a", 1L, "b"));
        return Stream.of(
                new TreeSet<>(Comparator.reverseOrder()),
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                new ArrayList<>(List.of(new TreeMap<>(Map.of(1L, 2L)).descendingMap())),
                mixed,
                Map.of(new Samples.Circle(1), 1),
                Map.of(List.of(1), 1),
                new Samples.Bean() {},
                new Object[] {(Samples.Shape) new Samples.Shape() {}});
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void whatWouldComeBackDifferentIsRefusedOnWrite(Object value) {
        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.serialize(value))
                .withMessageContaining("cannot be stored as JSON"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"a\":1}",
                "[\"java.lang.Long\",1] 2",
                "[\"java.lang.Long\",\"x\"]",
                "[\"" + SAMPLES + "NoSuchClass\",{}]",
                "[\"" + SAMPLES + "Shape\",{}]",
                "[\"java.util.EnumSet<java.lang.Long>\",[1]]",
                "[\"java.util.LinkedHashMap<java.lang.Long\",{}]",
                "[\"" + SAMPLES + "Drawing\",{\"shape\":[\"java.util.ArrayList\",[]]}]"
            })
    void brokenDocumentIsASerializationException(String document) {
        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(bytes(document)))
                .withMessageContaining("Cannot read a value of %d bytes as JSON: ".formatted(document.length())));
    }

    @Test
    void depthHasALimitOnWriteAndOnRead() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        String deep = "[\"java.util.ArrayList\",[".repeat(100_000);
        Object nested = Stream.iterate((Object) new BigDecimal("1.0"), inner -> new ArrayList<>(List.of(inner)))
                .skip(200)
                .findFirst()
                .orElseThrow();

        both().forEach(serializer -> {
            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> serializer.serialize(cycle));
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> serializer.deserialize(bytes(deep)));
            assertThat(serializer.deserialize(serializer.serialize(nested))).isEqualTo(nested);
        });
    }

    @Test
    void nothingIsNull() {
        both().forEach(serializer -> {
            assertThat(serializer.deserialize(null)).isNull();
            assertThat(serializer.deserialize(new byte[0])).isNull();
            assertThat(serializer.deserialize(serializer.serialize(null))).isNull();
        });
    }

    @Test
    void propertyThatIsGoneIsIgnored() {
        String document = "[\"" + SAMPLES + "Circle\",{\"area\":[\"java.lang.Long\",5],\"radius\":2.0}]";

        both().forEach(serializer ->
                assertThat(serializer.deserialize(bytes(document))).isEqualTo(new Samples.Circle(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "com.acme.", "com.acme.*", "*"})
    void allowedPackageMustBeAName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonRedisSerializer.create(List.of(name), LOADER))
                .withMessageContaining("'" + name + "'");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Remembers every class it was asked for. */
    private static final class WatchedLoader extends ClassLoader {

        private final Queue<String> asked = new ConcurrentLinkedQueue<>();

        WatchedLoader() {
            super(JsonSafetyTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }
}
