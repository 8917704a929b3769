package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.local.KeyHash;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Subject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The keys of one change, as Redis gets them, before anything is sent: others are told by their hashes. Used by one thread. */
final class SerializedKeys {

    private final Subject subject;

    private final Object[] keys;

    private final byte[][] serialized;

    /** Made when they are first asked for. */
    private long @Nullable [] hashes;

    /** What the keys, or what was to be written under them, could not be serialised by, by index. */
    private RuntimeException @Nullable [] failures;

    /** Whether a key has been handed out to be sent. */
    private final boolean[] sent;

    /** Whether keys that are not equal may be one entry: only objects of different classes are. */
    private final boolean mixed;

    /** Where each entry comes last; made when it is first asked for. */
    private @Nullable Map<ByteBuffer, Integer> lastIndexes;

    SerializedKeys(RedisFormat format, Subject subject, Object[] keys) {
        this.subject = subject;
        this.keys = keys;
        this.serialized = new byte[keys.length][];
        this.sent = new boolean[keys.length];
        for (int index = 0; index < keys.length; index++) {
            try {
                serialized[index] = format.key(subject.prefix(), keys[index]);
            } catch (RuntimeException ex) {
                refuse(index, ex);
            }
        }
        this.mixed = isMixed(keys);
    }

    /** Creates them of keys that are in the form of Redis. */
    SerializedKeys(Subject subject, List<byte[]> keys) {
        this.subject = subject;
        this.keys = keys.toArray();
        this.serialized = keys.toArray(byte[][]::new);
        this.sent = new boolean[serialized.length];
        this.mixed = false;
    }

    private static boolean isMixed(Object[] keys) {
        for (Object key : keys) {
            if (key == null || key.getClass() != keys[0].getClass()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the cache that they are keys of. */
    Subject subject() {
        return subject;
    }

    /** Returns them as they were given. */
    Object[] keys() {
        return keys;
    }

    /** Leaves a key out, of which nothing will be sent: what was to be is thrown when it is asked for. */
    void refuse(int index, RuntimeException failure) {
        if (failures == null) {
            failures = new RuntimeException[serialized.length];
        }
        failures[index] = failure;
        serialized[index] = null;
    }

    /** Returns whether nothing is left that could be sent. */
    boolean isEmpty() {
        return hashes().length == 0;
    }

    /** Returns the hashes of those that could be serialised, in their order. */
    long[] hashes() {
        if (hashes == null) {
            hashes = Arrays.stream(serialized)
                    .filter(Objects::nonNull)
                    .mapToLong(KeyHash::of)
                    .toArray();
        }
        return hashes;
    }

    /** Returns those that could be serialised, in their order. */
    List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(serialized.length);
        for (byte[] key : serialized) {
            if (key != null) {
                all.add(key);
            }
        }
        return all;
    }

    /**
     * Returns the key at an index, to be sent.
     *
     * @throws RuntimeException if it could not be serialised
     */
    byte[] send(int index) {
        RuntimeException failure = (failures == null) ? null : failures[index];
        if (failure != null) {
            throw failure;
        }
        sent[index] = true;
        return serialized[index];
    }

    /** Returns whether no key behind the one at an index is the same entry: what is written last is what stays (L2). */
    boolean isLastOfItsEntry(int index) {
        if (!mixed) {
            return true;
        }
        if (lastIndexes == null) {
            lastIndexes = new HashMap<>();
            for (int any = 0; any < serialized.length; any++) {
                if (serialized[any] != null) {
                    lastIndexes.put(ByteBuffer.wrap(serialized[any]), any);
                }
            }
        }
        return Objects.equals(lastIndexes.get(ByteBuffer.wrap(serialized[index])), index);
    }

    /** Returns whether the key at an index could be serialised. */
    boolean isSerialized(int index) {
        return serialized[index] != null;
    }

    /** Returns the key at an index if it has been sent, else {@code null}. */
    byte @Nullable [] sent(int index) {
        return sent[index] ? serialized[index] : null;
    }

    /** Returns those at some indexes that have been sent. */
    List<byte[]> sent(IntPredicate chosen) {
        return IntStream.range(0, sent.length)
                .filter(index -> sent[index] && chosen.test(index))
                .mapToObj(index -> serialized[index])
                .toList();
    }
}
