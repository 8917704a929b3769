package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import org.springframework.data.redis.serializer.RedisSerializer;

/** What an entry of the cache looks like in Redis. */
public final class RedisEntries {

    public static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    /** How long copies on the heap live. */
    public static final Duration LOCAL_TIME_TO_LIVE = Duration.ofMinutes(10);

    /** How many copies there are on the heap. */
    public static final int LOCAL_SIZE = 100_000;

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
