package io.github.ms100.cacheasmulti.benchmarks.peers;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.redisson.client.codec.BaseCodec;
import org.redisson.client.codec.LongCodec;
import org.redisson.client.protocol.Decoder;
import org.redisson.client.protocol.Encoder;
import org.springframework.data.redis.serializer.RedisSerializer;

/** Numbers as keys, and values by a serializer of Spring Data Redis. */
final class JsonCodec extends BaseCodec {

    private final RedisSerializer<Object> values;

    JsonCodec(RedisSerializer<Object> values) {
        this.values = values;
    }

    @Override
    public Decoder<Object> getValueDecoder() {
        return (bytes, state) -> values.deserialize(ByteBufUtil.getBytes(bytes));
    }

    @Override
    public Encoder getValueEncoder() {
        return value -> Unpooled.wrappedBuffer(values.serialize(value));
    }

    @Override
    public Decoder<Object> getMapKeyDecoder() {
        return LongCodec.INSTANCE.getMapKeyDecoder();
    }

    @Override
    public Encoder getMapKeyEncoder() {
        return LongCodec.INSTANCE.getMapKeyEncoder();
    }
}
