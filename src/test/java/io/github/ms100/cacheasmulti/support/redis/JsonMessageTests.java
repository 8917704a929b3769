package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.serializer.SerializationException;

/** What messages say of values that are refused. They end up in logs, so they tell nothing of what a value holds. */
class JsonMessageTests {

    private static final String SAMPLES = "io.github.ms100.cacheasmulti.support.redis.Samples$";

    private static final ClassLoader LOADER = JsonMessageTests.class.getClassLoader();

    private static Stream<JsonRedisSerializer> both() {
        JsonTypes types = new JsonTypes(new AllowedTypes(List.of("io.github.ms100.cacheasmulti.support")), LOADER);
        return Codecs.all(types, LOADER).stream().map(JsonRedisSerializer::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane Doe",
                "{\"name\":\"Jane Doe\"}",
                "[\"Jane Doe\",1]",
                "[\"Jane@Doe\",1]",
                "[\"java.util.ArrayList<Jane Doe\",1]",
                "[\"java.lang.Long\",\"Jane Doe\"]",
                "[\"java.time.LocalDate\",\"Jane Doe\"]",
                "[\"java.util.UUID\",\"Jane Doe\"]",
                "[\"java.util.HashMap<java.lang.Long>\",{\"Jane Doe\":1}]",
                "[\"java.util.HashMap\",{\"Jane Doe\":[\"java.lang.Long\",\"Jane Doe\"]}]",
                "[\"" + SAMPLES + "Fuel\",\"Jane Doe\"]",
                "[\"" + SAMPLES + "Circle\",{\"radius\":\"Jane Doe\"}]",
                "[\"" + SAMPLES + "Circle\",\"Jane Doe\"]",
                "[\"" + SAMPLES + "Picky\",{\"name\":\"Jane Doe\"}]"
            })
    void messagesTellNothingOfAValue(String document) {
        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(bytes(document)))
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("Jane", "Doe")));
    }

    @Test
    void messagesOnWriteTellNothingOfAValue() {
        Object broken = new LinkedHashMap<>(Map.of("Jane Doe", new Samples.Broken()));

        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.serialize(broken))
                .satisfies(failure -> assertThat(stackTrace(failure))
                        .contains("java.lang.UnsupportedOperationException", "Samples$Broken.getName")
                        .doesNotContain("Jane", "Doe")));
    }

    @Test
    void messageSaysWhereAValueDoesNotFit() {
        String document = "[\"" + SAMPLES + "Circle\",{\"radius\":\"many\"}]";

        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(bytes(document)))
                .withMessageEndingWith("it does not fit type double, in property 'radius'"));
    }

    @Test
    void namesCannotWriteLinesOfTheirOwn() {
        String document = "[\"com.acme.A\\n2026 WARN forged\",1]";

        both().forEach(serializer -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(bytes(document)))
                .withMessageNotContaining("forged"));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
