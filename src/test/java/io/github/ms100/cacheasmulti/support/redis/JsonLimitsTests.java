package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers and keys of maps are read again whatever their length. */
class JsonLimitsTests {

    private static final ClassLoader LOADER = JsonLimitsTests.class.getClassLoader();

    private static Stream<JsonRedisSerializer> both() {
        JsonTypes types = new JsonTypes(new AllowedTypes(List.of()), LOADER);
        return Codecs.all(types, LOADER).stream().map(JsonRedisSerializer::new);
    }

    @Test
    void numbersAndKeysOfAnyLengthComeBack() {
        List<Object> values = List.of(
                new BigInteger("7".repeat(20_000)),
                new BigDecimal("7".repeat(20_000) + "." + "7".repeat(2_000)),
                new LinkedHashMap<>(Map.of("k".repeat(60_000), 1)),
                new LinkedHashMap<>(Map.of(new BigInteger("7".repeat(2_000)), 1)),
                new LinkedHashMap<>(Map.of(Locale.forLanguageTag("zh-Hant-TW-x-java"), 1)),
                new LinkedHashMap<>(Map.of(new Locale("ja", "JP", "JP"), 1)),
                new LinkedHashMap<>(Map.of(Locale.ROOT, 1)),
                new LinkedHashMap<>(Map.of(Double.NaN, 1)));

        both().forEach(serializer -> assertThat(values)
                .allSatisfy(value -> assertThat(serializer.deserialize(serializer.serialize(value)))
                        .isEqualTo(value)));
    }

    @Test
    void localesAsKeysAreReadAsTheyOnceWereWritten() {
        String document = "[\"java.util.HashMap<java.util.Locale>\",{\"en_CA\":1,\"ja_JP_JP\":2,\"de\":3,\"\":4}]";

        both().forEach(serializer -> assertThat(serializer.deserialize(bytes(document)))
                .isEqualTo(
                        Map.of(Locale.CANADA, 1, new Locale("ja", "JP", "JP"), 2, Locale.GERMAN, 3, Locale.ROOT, 4)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
