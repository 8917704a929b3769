package io.github.ms100.cacheasmulti.support.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.data.redis.util.ByteUtils;

/**
 * Stores the values of a Redis cache as JSON and gives them back with their types.
 *
 * <p>A document names the types of its values, so anyone who can write to the server could ask for any class. Only
 * types of the allowed packages are therefore written and read, and value and collection types of the JDK ({@code Long},
 * {@code BigDecimal}, {@code java.time}, lists, maps); another is refused before its class is loaded. Fields and
 * elements of a declared final type need no permission of their own.
 *
 * <p>The format is the same on Jackson 2 and Jackson 3; the application's own mapper is not used. Properties a class no
 * longer has are ignored. Immutable and other hidden collections of the JDK come back as the usual one of their kind.
 * Refused, because they would not come back as they were: sorted collections with a comparator, maps whose keys are not
 * all of one simple type, documents nested deeper than 500 levels.
 *
 * <p>Thread-safe.
 */
public final class JsonRedisSerializer implements RedisSerializer<Object> {

    static final String PROPERTY = "spring.cache.redis.cache-as-multi.json-allowed-packages";

    /** Jackson's words, the same in both versions. */
    private static final String NO_CONSTRUCTOR = "no delegate- or property-based Creator";

    private static final String CONSTRUCTORS =
            ". Make it a record, or a class with a no-argument constructor and setters"
                    + " or with a public constructor whose parameters are named like the properties (compile with -parameters)";

    private final JsonCodec codec;

    JsonRedisSerializer(JsonCodec codec) {
        this.codec = codec;
    }

    /**
     * Creates a serializer.
     *
     * @param allowedPackages packages, their sub-packages included, or single classes; may be empty
     * @param classLoader finds the classes that a document names
     * @throws IllegalStateException if there is no Jackson on the class path
     */
    public static JsonRedisSerializer create(Collection<String> allowedPackages, ClassLoader classLoader) {
        JsonTypes types = new JsonTypes(new AllowedTypes(allowedPackages), classLoader);
        return new JsonRedisSerializer(JsonCodec.of(types, classLoader));
    }

    /**
     * Returns the given value as JSON.
     *
     * @throws SerializationException if it cannot be written, or contains a type that is not allowed
     */
    @Override
    public byte[] serialize(@Nullable Object value) {
        try {
            return codec.write(value);
        } catch (IOException | RuntimeException ex) {
            String type = value != null ? value.getClass().getName() : "null";
            throw new SerializationException(
                    "Cannot write a value of type '%s' as JSON: %s".formatted(type, reason(ex)), ex);
        }
    }

    /**
     * Returns the value of the given JSON; {@code null} for none.
     *
     * @throws SerializationException if it is no JSON of this serializer, or names a type that is not allowed
     */
    @Override
    public @Nullable Object deserialize(byte @Nullable [] json) {
        if (json == null || json.length == 0) {
            return null;
        }
        try {
            return codec.read(json);
        } catch (IOException | RuntimeException ex) {
            String start = new String(json, 0, Math.min(json.length, 40), StandardCharsets.UTF_8);
            throw new SerializationException(
                    "Cannot read a value as JSON that begins with '%s': %s".formatted(start, reason(ex)), ex);
        }
    }

    /** Returns this serializer as caches want it; unlike Spring's adapter, it reads a whole array without copying it. */
    SerializationPair<Object> asPair() {
        return SerializationPair.just(buffer -> deserialize(bytes(buffer)), value -> ByteBuffer.wrap(serialize(value)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        boolean whole = buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.remaining() == buffer.array().length;
        return whole ? buffer.array() : ByteUtils.getBytes(buffer);
    }

    private static String reason(Exception failure) {
        String reason = String.valueOf(
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        return reason.contains(NO_CONSTRUCTOR) ? reason + CONSTRUCTORS : reason;
    }
}
