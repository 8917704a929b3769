package io.github.ms100.cacheasmulti.internal.store.redis;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys under which the local copies of one cache are found (L2): equal if they lead to one entry of Redis, but perhaps
 * for objects of different classes. Thread-safe.
 *
 * <p>Where Spring Data's own serializer for text writes the keys of Redis, and nothing else can come of a text, it is the key itself
 * if equal keys have equal texts for sure, else its text. Any other serializer is asked for each key, for what it writes may depend
 * on the thread.
 */
final class LocalKeys {

    private static final List<Object> CANARIES =
            List.of(-12_345_678_901L, -1_234_567, (short) -1_234, (byte) -12, new UUID(1, 2));

    private final RedisFormat format;

    private final boolean textual;

    /** Of which classes a key is converted to its own text. */
    private final Set<Class<?>> theirText;

    /** What keys begin with if nothing else is said; {@code null} if that is not known. */
    private final @Nullable String usualPrefix;

    LocalKeys(RedisFormat format, boolean textual) {
        this.format = format;
        this.textual = textual;
        this.theirText = theirText(format);
        this.usualPrefix = prefixOf(format);
    }

    private LocalKeys(LocalKeys lasting, RedisFormat format) {
        this.format = format;
        this.textual = lasting.textual;
        this.theirText = lasting.theirText;
        this.usualPrefix = lasting.usualPrefix;
    }

    /** Returns the same, of keys that are made in another way. */
    LocalKeys by(RedisFormat other) {
        return new LocalKeys(this, other);
    }

    private static @Nullable String prefixOf(RedisFormat format) {
        try {
            return format.prefix();
        } catch (RuntimeException ex) {
            // It depends on something that is not there yet.
            return null;
        }
    }

    /** Returns what keys begin with if nothing else is said; {@code null} if that is not known. */
    @Nullable
    String usualPrefix() {
        return usualPrefix;
    }

    /** Returns whether each key is its own local key. */
    boolean areTheirOwn(String prefix, Object[] keys) {
        if (!textual || !prefix.equals(usualPrefix)) {
            return false;
        }
        Class<?> known = String.class;
        for (Object key : keys) {
            if (key == null || (key.getClass() != known && !isItsText(key))) {
                return false;
            }
            known = key.getClass();
        }
        return true;
    }

    /**
     * Returns the local key of a key.
     *
     * @param prefix what its key in Redis begins with
     */
    Object of(String prefix, Object key) {
        if (!textual) {
            return ByteBuffer.wrap(format.key(prefix, key));
        }
        Object own = isItsText(key) ? key : String.valueOf(format.text(key));
        return prefix.equals(usualPrefix) ? own : new Prefixed(prefix, own);
    }

    /** Returns whether no other key that is equal has another text. */
    private boolean isItsText(Object key) {
        return key instanceof String || theirText.contains(key.getClass());
    }

    /** A converter of the user's own may make of a number what it likes. */
    private static Set<Class<?>> theirText(RedisFormat format) {
        return CANARIES.stream()
                .filter(canary -> isText(format, canary))
                .map(Object::getClass)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isText(RedisFormat format, Object canary) {
        try {
            return canary.toString().equals(format.text(canary));
        } catch (RuntimeException ex) {
            return false;
        }
    }

    /** Returns whether keys are known to be their text. */
    boolean isTextual() {
        return textual;
    }

    private record Prefixed(String prefix, Object key) {}
}
