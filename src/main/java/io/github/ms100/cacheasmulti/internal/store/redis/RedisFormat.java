package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.StoreDetails;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.serializer.RedisElementWriter;
import org.springframework.data.redis.util.ByteUtils;
import org.springframework.util.ClassUtils;

/**
 * The keys and values of a {@link RedisCache} in the form Redis gets them: the bytes that the cache makes of each, but what is
 * the same for all keys of a batch is asked for once. As thread-safe as the cache.
 */
class RedisFormat extends RedisCache {

    private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

    /** Since Spring Data Redis 4. */
    static final boolean WRITER_TELLS_EVICTIONS =
            ClassUtils.hasMethod(RedisCacheWriter.class, "invalidate", String.class, byte[].class);

    private static final Class<?> FIXED_TTL =
            RedisCacheWriter.TtlFunction.just(Duration.ZERO).getClass();

    private final ConversionService conversions;

    private final RedisElementWriter<String> keyWriter;

    /** The type of key that was last found to be converted by the conversion service. */
    private @Nullable TypeDescriptor convertible;

    RedisFormat(RedisCache cache) {
        super(cache.getName(), cache.getNativeCache(), cache.getCacheConfiguration());
        this.conversions = getCacheConfiguration().getConversionService();
        this.keyWriter = getCacheConfiguration().getKeySerializationPair().getWriter();
    }

    /** Returns what the keys of a batch begin with; empty if with nothing. */
    String prefix() {
        RedisCacheConfiguration configuration = getCacheConfiguration();
        String prefix = configuration.usePrefix() ? configuration.getKeyPrefixFor(getName()) : null;
        return (prefix == null) ? "" : prefix;
    }

    byte[] key(String prefix, Object key) {
        String text = text(key);
        ByteBuffer written = keyWriter.write(prefix.isEmpty() ? text : prefix + text);
        // A copy, as RedisCache makes one: a serializer may write the next key over this one.
        if (!written.hasArray()) {
            return ByteUtils.getBytes(written);
        }
        int start = written.arrayOffset() + written.position();
        return Arrays.copyOfRange(written.array(), start, start + written.remaining());
    }

    @Nullable
    String text(Object key) {
        if (key instanceof String text) {
            return text;
        }
        TypeDescriptor type = convertible;
        if (type == null || type.getType() != key.getClass()) {
            type = TypeDescriptor.valueOf(key.getClass());
            if (!conversions.canConvert(type, TEXT)) {
                return convertKey(key);
            }
            convertible = type;
        }
        try {
            // The same in Spring's services, but for looking for the type once more.
            return (String)
                    (conversions instanceof GenericConversionService
                            ? conversions.convert(key, type, TEXT)
                            : conversions.convert(key, String.class));
        } catch (ConversionException ex) {
            return convertKey(key); // knows what to do about collections
        }
    }

    /**
     * Returns what is stored for a value.
     *
     * @throws IllegalArgumentException if it is {@code null} and the cache refuses that
     */
    Object stored(Object key, @Nullable Object value) {
        Object stored = preProcessCacheValue(value);
        if (stored == null) {
            put(key, value); // refuses it in its own words
            throw new IllegalArgumentException("Cache '%s' does not allow 'null' values".formatted(getName()));
        }
        return stored;
    }

    byte[] value(Object stored) {
        return serializeCacheValue(stored);
    }

    /** Puts a value that Redis holds at an index; returns whether it is one. */
    boolean readInto(@Nullable Object[] values, int index, byte[] value) {
        Object stored = deserializeCacheValue(value);
        if (stored != null) {
            values[index] = fromStoreValue(stored);
        }
        return stored != null;
    }

    /**
     * Removes all keys that match a pattern before it returns.
     *
     * @param pattern in the form of a {@linkplain #pattern key}
     */
    @SuppressWarnings({"deprecation", "removal"}) // what Spring Data Redis 3.5 has, which waits
    void clearMatching(byte[] pattern) {
        if (WRITER_TELLS_EVICTIONS) {
            getCacheWriter().invalidate(getName(), pattern);
        } else {
            getCacheWriter().clean(getName(), pattern);
        }
    }

    /** Returns the form that a pattern, with the prefix, has where keys are serialised by the current thread. */
    byte[] pattern(String whole) {
        return serializeCacheKey(whole);
    }

    boolean isTimeToIdleEnabled() {
        return getCacheConfiguration().isTimeToIdleEnabled();
    }

    /** Returns how long entries live, as {@link StoreDetails} has it. */
    String knownTimeToLive() {
        RedisCacheWriter.TtlFunction function = getCacheConfiguration().getTtlFunction();
        // The one that Spring Data has for a time that is the same for all entries.
        if (!function.getClass().equals(FIXED_TTL)) {
            return StoreDetails.VARIES;
        }
        Duration timeToLive = function.getTimeToLive("any", null);
        return timeToLive.isZero() || timeToLive.isNegative() ? StoreDetails.NO_EXPIRY : timeToLive.toString();
    }

    /** Returns how long an entry lives, or lives on if it is read ({@code null} for the value). */
    long timeToLive(Object key, @Nullable Object value) {
        Duration timeToLive = getCacheConfiguration().getTtlFunction().getTimeToLive(key, value);
        boolean expires = timeToLive != null && !timeToLive.isZero() && !timeToLive.isNegative();
        return expires ? timeToLive.toMillis() : RedisCommand.NO_EXPIRY;
    }
}
