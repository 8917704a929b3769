package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The samples as they must be written, byte for byte, by whichever Jackson an application has: documents in Redis outlive
 * the instance that wrote them.
 */
class JsonPayloadTests {

    private static final List<Object> SAMPLES = Stream.of(
                    JsonCodecTests.scalars(),
                    JsonCodecTests.times(),
                    JsonCodecTests.collections(),
                    JsonCodecTests.objects())
            .flatMap(samples -> samples)
            .toList();

    private final JsonRedisSerializer serializer = JsonRedisSerializer.create(
            List.of("io.github.ms100.cacheasmulti.support"), getClass().getClassLoader());

    @Test
    void samplesAreWrittenAsEver() throws IOException {
        assertThat(SAMPLES)
                .map(sample -> new String(serializer.serialize(sample), StandardCharsets.UTF_8))
                .containsExactlyElementsOf(payloads());
    }

    @Test
    void samplesWrittenByOthersAreRead() throws IOException {
        assertThat(payloads())
                .map(payload -> serializer.deserialize(payload.getBytes(StandardCharsets.UTF_8)))
                .containsExactlyElementsOf(SAMPLES);
    }

    private static List<String> payloads() throws IOException {
        try (InputStream in = JsonPayloadTests.class.getResourceAsStream("/redis/json-payloads.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
