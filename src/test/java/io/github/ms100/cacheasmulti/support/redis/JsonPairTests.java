package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/** Documents that are handed over in buffers. */
class JsonPairTests {

    private final JsonRedisSerializer serializer =
            JsonRedisSerializer.create(List.of(), JsonPairTests.class.getClassLoader());

    private final SerializationPair<Object> pair = serializer.asPair();

    private final byte[] json = serializer.serialize("grün");

    @Test
    void aWholeArrayIsRead() {
        assertThat(pair.read(ByteBuffer.wrap(json))).isEqualTo("grün");
    }

    @Test
    void ofAnArrayOnlyThePartInTheBufferIsRead() {
        byte[] larger = new byte[json.length + 4];
        System.arraycopy(json, 0, larger, 2, json.length);

        assertThat(pair.read(ByteBuffer.wrap(larger, 2, json.length))).isEqualTo("grün");
        assertThat(pair.read(ByteBuffer.wrap(larger, 2, json.length).slice())).isEqualTo("grün");
    }

    @Test
    void buffersWithoutAnArrayAreRead() {
        ByteBuffer direct = ByteBuffer.allocateDirect(json.length).put(json).flip();

        assertThat(pair.read(direct)).isEqualTo("grün");
        assertThat(pair.read(ByteBuffer.wrap(json).asReadOnlyBuffer())).isEqualTo("grün");
    }

    @Test
    void whatIsWrittenIsReadByTheSerializer() {
        ByteBuffer written = pair.write("grün");

        assertThat(written).isEqualTo(ByteBuffer.wrap(json));
    }
}
