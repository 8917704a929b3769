package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.util.ByteUtils;

/**
 * Makes the keys of one batch as Redis gets them: those of {@link RedisCache}, which finds out with every key what is the
 * same for all. Not thread-safe.
 */
final class RedisKeys {

    private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

    /** The pair that Spring makes of a serializer: what it writes is an array nobody else has. */
    private static final Class<?> OF_SERIALIZER =
            SerializationPair.fromSerializer(RedisSerializer.string()).getClass();

    private final String prefix;

    private final ConversionService conversions;

    private final Function<String, ByteBuffer> writer;

    private final boolean ownsArrays;

    private final Function<Object, String> conversionOfOne;

    /** The type of key that was last found to be converted by the conversion service. */
    private @Nullable TypeDescriptor convertible;

    /**
     * Starts a batch.
     *
     * @param conversionOfOne {@link RedisCache}'s own way from a key to its text
     */
    RedisKeys(String cacheName, RedisCacheConfiguration configuration, Function<Object, String> conversionOfOne) {
        this.prefix = configuration.usePrefix() ? configuration.getKeyPrefixFor(cacheName) : "";
        this.conversions = configuration.getConversionService();
        SerializationPair<String> serialization = configuration.getKeySerializationPair();
        this.ownsArrays = serialization.getClass() == OF_SERIALIZER;
        this.writer = ownsArrays ? serialization.getWriter()::write : serialization::write;
        this.conversionOfOne = conversionOfOne;
    }

    byte[] of(Object key) {
        ByteBuffer raw = writer.apply(prefix + text(key));
        boolean whole = ownsArrays && raw.hasArray() && raw.arrayOffset() == 0 && raw.array().length == raw.remaining();
        return whole ? raw.array() : ByteUtils.getBytes(raw);
    }

    private @Nullable Object text(Object key) {
        if (key instanceof String) {
            return key;
        }
        if (convertible == null || convertible.getType() != key.getClass()) {
            TypeDescriptor type = TypeDescriptor.valueOf(key.getClass());
            if (!conversions.canConvert(type, TEXT)) {
                return conversionOfOne.apply(key);
            }
            convertible = type;
        }
        try {
            return conversions.convert(key, convertible, TEXT);
        } catch (ConversionFailedException ex) {
            return conversionOfOne.apply(key); // knows what to do about collections
        }
    }
}
