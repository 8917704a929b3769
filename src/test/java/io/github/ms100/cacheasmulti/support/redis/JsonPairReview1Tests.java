package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

class JsonPairReview1Tests {

    @Test
    void readsWhatIsLeftOfAnyBuffer() {
        SerializationPair<Object> pair = JsonRedisSerializer.create(
                        List.of(), getClass().getClassLoader())
                .asPair();
        byte[] json = new byte[pair.write("car").remaining()];
        pair.write("car").get(json);
        ByteBuffer larger = ByteBuffer.allocate(json.length + 4).put(2, json);

        assertThat(pair.read(ByteBuffer.wrap(json))).isEqualTo("car");
        assertThat(pair.read(ByteBuffer.wrap(json).asReadOnlyBuffer())).isEqualTo("car");
        assertThat(pair.read(larger.slice(2, json.length))).isEqualTo("car");
        assertThat(pair.read(larger.duplicate().position(2).limit(2 + json.length)))
                .isEqualTo("car");
        assertThat(pair.read(ByteBuffer.allocate(4).position(4))).isNull();
        assertThat(pair.read(ByteBuffer.allocateDirect(json.length).put(0, json)))
                .isEqualTo("car");
    }
}
