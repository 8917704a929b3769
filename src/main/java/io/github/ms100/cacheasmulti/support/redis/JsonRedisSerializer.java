package io.github.ms100.cacheasmulti.support.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
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
 * longer has are ignored. Collections and maps of classes that are not allowed, or hidden like that of {@code List.of()},
 * come back as the usual one of their kind; a proxy of Hibernate as what stands behind it. Refused on write, because they
 * would not come back as they were: classes without a usable constructor, sorted collections with a comparator, maps
 * whose keys are not all of one simple type, documents nested deeper than 500 levels.
 *
 * <p>Thread-safe.
 *
 * @since 2.0.0
 */
public final class JsonRedisSerializer implements RedisSerializer<Object> {

    static final String PROPERTY = "cache-as-multi.redis.json-allowed-packages";

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
        return create(allowedPackages, classLoader, JsonHiddenState.WARN);
    }

    /**
     * Creates a serializer.
     *
     * @param allowedPackages packages, their sub-packages included, or single classes; may be empty
     * @param classLoader finds the classes that a document names
     * @param hiddenState what to do with classes that annotations for a web API deprive of state
     * @throws IllegalStateException if there is no Jackson on the class path
     * @since 2.0.0
     */
    public static JsonRedisSerializer create(
            Collection<String> allowedPackages, ClassLoader classLoader, JsonHiddenState hiddenState) {
        JsonTypes types = new JsonTypes(new AllowedTypes(allowedPackages), classLoader);
        return new JsonRedisSerializer(JsonCodec.of(types, new HiddenState(hiddenState), classLoader));
    }

    /**
     * Returns the given value as JSON.
     *
     * @throws SerializationException if it cannot be written, could not be read again, or contains a type that is not
     *     allowed
     */
    @Override
    public byte[] serialize(@Nullable Object value) {
        try {
            return codec.write(value);
        } catch (IOException | RuntimeException ex) {
            String type = value != null ? value.getClass().getName() : "null";
            // What a getter throws tells more than that Jackson met it.
            throw failed("Cannot write a value of type '%s' as JSON".formatted(type), ex, rootOf(ex));
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
            throw failed("Cannot read a value of %d bytes as JSON".formatted(json.length), ex, ex);
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

    /** Jackson's messages, and those of an application, tell the values they stumble over: they stay out. */
    private SerializationException failed(String what, Exception failure, Exception described) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonCodec.Refused refusal) {
                return new SerializationException(what + ": " + refusal.getMessage(), refusal);
            }
        }
        return new SerializationException(what + ": " + codec.describe(described), withoutMessage(rootOf(failure)));
    }

    private static Exception rootOf(Exception failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof Exception root ? root : failure;
    }

    private static Throwable withoutMessage(Exception failure) {
        Throwable silent = new IllegalStateException(failure.getClass().getName());
        silent.setStackTrace(failure.getStackTrace());
        return silent;
    }
}
