package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ArrayOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;

/**
 * Looks for some keys that match a pattern: by a few {@code SCAN}s, and no longer than a moment, however many keys Redis holds. Not
 * thread-safe.
 *
 * <p>A cursor of Spring Data would go on until it has found something, and that may be the whole of Redis.
 */
public final class KeyScan {

    private static final int ROUNDS = 10;

    private static final byte[] COUNT = bytes("100");

    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private static final Pattern GLOB = Pattern.compile("[*?\\[\\]^\\\\]");

    private final byte[] pattern;

    private final int limit;

    private final List<byte[]> keys = new ArrayList<>();

    private boolean complete;

    /**
     * Creates a scan.
     *
     * @param pattern as Redis gets it
     * @param limit how many keys are enough
     */
    public KeyScan(byte[] pattern, int limit) {
        this.pattern = pattern;
        this.limit = limit;
    }

    /** Returns a pattern that matches a text alone. */
    public static String literally(String text) {
        return GLOB.matcher(text).replaceAll("\\\\$0");
    }

    /**
     * Looks for keys.
     *
     * @param clock the time, in nanoseconds
     * @return this
     * @throws UnsupportedOperationException if a connection is to several nodes, or to a client that is not known
     */
    public KeyScan run(RedisConnection connection, LongSupplier clock) {
        if (connection instanceof RedisClusterConnection) {
            throw new UnsupportedOperationException(
                    "The keys of a cluster are on several nodes, and not looked through");
        }
        long start = clock.getAsLong();
        byte[] cursor = bytes("0");
        for (int round = 0; round < ROUNDS && keys.size() < limit && !complete; round++) {
            cursor = scan(connection, cursor);
            complete = keys.size() <= limit && new String(cursor, StandardCharsets.US_ASCII).equals("0");
            if (clock.getAsLong() - start > LONGEST) {
                break;
            }
        }
        return this;
    }

    private byte[] scan(RedisConnection connection, byte[] cursor) {
        byte[][] arguments = {cursor, bytes("MATCH"), pattern, bytes("COUNT"), COUNT};
        Object reply = OptionalLibrary.LETTUCE.isPresent() && Lettuce.is(connection)
                ? Lettuce.scan(connection, arguments)
                : connection.execute("SCAN", arguments);
        if (reply instanceof List<?> parts
                && parts.size() == 2
                && parts.get(0) instanceof byte[] next
                && parts.get(1) instanceof List<?> found) {
            found.forEach(this::add);
            return next;
        }
        throw new UnsupportedOperationException("The connection %s does not say what SCAN has found"
                .formatted(connection.getClass().getName()));
    }

    private void add(@Nullable Object key) {
        if (key instanceof byte[] bytes) {
            keys.add(bytes);
        }
    }

    /** Returns what has been found: no more than were wanted; one key may be among them twice. */
    public List<byte[]> keys() {
        return keys.subList(0, Math.min(limit, keys.size()));
    }

    /** Returns whether there are no others. */
    public boolean isComplete() {
        return complete;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Must be told in which form the reply is. */
    private static final class Lettuce {

        static boolean is(RedisConnection connection) {
            return connection instanceof LettuceConnection;
        }

        static @Nullable Object scan(RedisConnection connection, byte[][] arguments) {
            return ((LettuceConnection) connection)
                    .execute("SCAN", new ArrayOutput<>(ByteArrayCodec.INSTANCE), arguments);
        }
    }
}
