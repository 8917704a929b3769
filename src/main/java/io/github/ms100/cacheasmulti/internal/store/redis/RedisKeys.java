package io.github.ms100.cacheasmulti.internal.store.redis;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.RedisElementWriter;
import org.springframework.data.redis.util.ByteUtils;
import org.springframework.util.StringUtils;

/**
 * Makes the keys of one batch in the form Redis gets them: the bytes that {@link RedisCache} makes of each, but what is the
 * same for all is asked for once. Not thread-safe.
 */
final class RedisKeys {

    private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

    private final @Nullable String prefix;

    private final ConversionService conversions;

    private final RedisElementWriter<String> writer;

    private final Function<Object, String> convertKey;

    /** The type of key that was last found to be converted by the conversion service. */
    private @Nullable TypeDescriptor convertible;

    /**
     * Starts a batch.
     *
     * @param convertKey {@link RedisCache}'s own way from a key to its text
     */
    RedisKeys(String cacheName, RedisCacheConfiguration configuration, Function<Object, String> convertKey) {
        this.prefix = configuration.usePrefix() ? configuration.getKeyPrefixFor(cacheName) : null;
        this.conversions = configuration.getConversionService();
        this.writer = configuration.getKeySerializationPair().getWriter();
        this.convertKey = convertKey;
    }

    /** Returns what all keys begin with; {@code null} if nothing. */
    @Nullable
    String prefix() {
        return prefix;
    }

    /** Tells whether the keys have a prefix, which keeps them apart from those of others. */
    boolean arePrefixed() {
        return StringUtils.hasLength(prefix);
    }

    byte[] of(Object key) {
        String text = text(key);
        // A copy, as RedisCache makes one: a serializer may write the next key over this one.
        return ByteUtils.getBytes(writer.write(prefix != null ? prefix + text : text));
    }

    private @Nullable String text(Object key) {
        if (key instanceof String text) {
            return text;
        }
        if (convertible == null || convertible.getType() != key.getClass()) {
            TypeDescriptor type = TypeDescriptor.valueOf(key.getClass());
            if (!conversions.canConvert(type, TEXT)) {
                return convertKey.apply(key);
            }
            convertible = type;
        }
        try {
            // The same in Spring's services, but for looking for the type once more.
            return (String)
                    (conversions instanceof GenericConversionService
                            ? conversions.convert(key, convertible, TEXT)
                            : conversions.convert(key, String.class));
        } catch (ConversionFailedException ex) {
            return convertKey.apply(key); // knows what to do about collections
        }
    }
}
