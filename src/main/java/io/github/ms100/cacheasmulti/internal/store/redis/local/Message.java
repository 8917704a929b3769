package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node tells the others (L9, L10). As bytes: a version, the kind, sender, number, the name of the cache, the prefix, and 64
 * bits for each key; numbers in big-endian order, names in UTF-8 behind their length.
 */
final class Message {

    /** How many keys one message has at most: with their names less than 64 KiB. */
    static final int MAX_KEYS = 1_000;

    /** How many messages a change has at most; a larger one is told as a clear. */
    static final int MAX_MESSAGES = 16;

    /** How many keys a change has at most that is told by their names. */
    static final int MAX_KEYS_NAMED = MAX_MESSAGES * MAX_KEYS;

    private static final byte VERSION = 1;

    private static final long[] NO_KEYS = {};

    private final Kind kind;

    private final long sender;

    private final long number;

    private final String cache;

    private final String prefix;

    private final long[] keys;

    /**
     * Creates a message.
     *
     * @param sender the series of the node that tells it
     * @param number which of its messages it is; of a change that is under way, which it will be
     * @param subject the cache that has changed, with an empty name if it may be any; the prefix counts for a clear alone
     * @param keys the hashes of the keys that have changed; not modified
     */
    private Message(Kind kind, long sender, long number, Subject subject, long[] keys) {
        this.kind = kind;
        this.sender = sender;
        this.number = number;
        this.cache = subject.cache();
        this.prefix = subject.prefix();
        this.keys = keys;
    }

    /** Returns what tells of keys: several messages if there are many, and of very many a clear. */
    static List<Message> of(Kind kind, Series series, Subject subject, long[] keys) {
        int count = (keys.length - 1) / MAX_KEYS + 1;
        long sender = series.name();
        long first = series.take((count > MAX_MESSAGES) ? 1 : count);
        if (count > MAX_MESSAGES) {
            return List.of(new Message(Kind.CLEAR, sender, first, subject, NO_KEYS));
        }
        List<Message> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = i * MAX_KEYS;
            long[] part = (count == 1) ? keys : Arrays.copyOfRange(keys, from, Math.min(keys.length, from + MAX_KEYS));
            messages.add(new Message(kind, sender, first + i, new Subject(subject.cache(), ""), part));
        }
        return messages;
    }

    /** Returns a message that names no keys. */
    static Message of(Kind kind, Series series, Subject subject) {
        return new Message(kind, series.name(), series.take(1), subject, NO_KEYS);
    }

    /** Returns a message without a number that says nothing: whether it can be sent is the question. */
    static Message hello(Series series) {
        return new Message(Kind.NOTHING, series.name(), 0, new Subject("", ""), NO_KEYS);
    }

    /** Returns what tells that the change this tells of goes on. */
    Message underWay() {
        return new Message(Kind.UNDER_WAY, sender, number, new Subject(cache, ""), NO_KEYS);
    }

    Kind kind() {
        return kind;
    }

    long sender() {
        return sender;
    }

    long number() {
        return number;
    }

    String cache() {
        return cache;
    }

    String prefix() {
        return prefix;
    }

    long[] keys() {
        return keys;
    }

    byte[] toBytes() {
        byte[] name = cache.getBytes(StandardCharsets.UTF_8);
        byte[] begin = prefix.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(
                2 + 2 * Long.BYTES + 3 * Integer.BYTES + name.length + begin.length + keys.length * Long.BYTES);
        bytes.put(VERSION).put(kind.code).putLong(sender).putLong(number);
        bytes.putInt(name.length).put(name).putInt(begin.length).put(begin).putInt(keys.length);
        for (long key : keys) {
            bytes.putLong(key);
        }
        return bytes.array();
    }

    /** Reads a message; {@code null} if it is none, or of another version. */
    static @Nullable Message parse(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        try {
            if (bytes.get() != VERSION) {
                return null;
            }
            Kind kind = Kind.of(bytes.get());
            long sender = bytes.getLong();
            long number = bytes.getLong();
            Subject subject = new Subject(text(bytes), text(bytes));
            int count = bytes.getInt();
            if (kind == null || bytes.remaining() != (long) count * Long.BYTES) {
                return null;
            }
            long[] keys = new long[count];
            bytes.asLongBuffer().get(keys);
            return new Message(kind, sender, number, subject, keys);
        } catch (BufferUnderflowException | IllegalArgumentException ex) {
            return null;
        }
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a name is longer than the message");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** What a message says. */
    enum Kind {
        /** Keys have changed. */
        KEYS(1),
        /** What a load had stored has been evicted, for it may have been older: nobody else need do so for what he has stored. */
        CORRECTION(2),
        /** A cache has been cleared. */
        CLEAR(3),
        /** The server has lost something: nobody knows what has changed. */
        ALL(4),
        /** Nothing has changed; the sender is alive. */
        NOTHING(5),
        /** A change goes on, whose message has this number. */
        UNDER_WAY(6);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        static @Nullable Kind of(byte code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElse(null);
        }
    }
}
