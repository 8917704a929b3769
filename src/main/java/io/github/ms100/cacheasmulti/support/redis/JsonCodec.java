package io.github.ms100.cacheasmulti.support.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Turns values into JSON that remembers their types. Every implementation writes the same bytes.
 *
 * <p>A value whose type does not follow from where it stands is an array of two: the {@linkplain JsonTypes name} of its
 * type, then the value. Texts, {@code Boolean}, {@code Integer}, {@code Double} and {@code null} go as they are.
 */
interface JsonCodec {

    /** How deep a document may be nested, written or read. */
    int MAX_DEPTH = 500;

    byte[] write(@Nullable Object value) throws IOException;

    @Nullable
    Object read(byte[] json) throws IOException;

    /** Says what went wrong, without a word of a value: messages end up in logs. */
    String describe(Exception failure);

    /**
     * Returns the codec of the Jackson there is, of the newer one if there are two.
     *
     * @throws IllegalStateException if there is none
     */
    static JsonCodec of(JsonTypes types, HiddenState hiddenState, ClassLoader classLoader) {
        if (ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", JsonCodec.class.getClassLoader())) {
            return new Jackson3JsonCodec(types, hiddenState);
        }
        if (ClassUtils.isPresent(
                "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule", JsonCodec.class.getClassLoader())) {
            return new Jackson2JsonCodec(types, hiddenState, classLoader);
        }
        throw new IllegalStateException("Cache values cannot be stored as JSON: there is no Jackson on the class path."
                + " Add tools.jackson.core:jackson-databind, or com.fasterxml.jackson.core:jackson-databind with"
                + " com.fasterxml.jackson.datatype:jackson-datatype-jsr310");
    }
}
