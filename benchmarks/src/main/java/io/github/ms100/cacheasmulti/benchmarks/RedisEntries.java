package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import org.springframework.data.redis.serializer.RedisSerializer;

/** What an entry of the cache looks like in Redis. */
public final class RedisEntries {

    public static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private RedisEntries() {}

    static byte[] key(Object key) {
        return RedisSerializer.string().serialize(Cars.CACHE + "::" + key);
    }

    static CommandArgs<byte[], byte[]> set(byte[] key, byte[] value) {
        return new CommandArgs<>(ByteArrayCodec.INSTANCE)
                .addKey(key)
                .addValue(value)
                .add("PX")
                .add(TIME_TO_LIVE.toMillis());
    }
}
