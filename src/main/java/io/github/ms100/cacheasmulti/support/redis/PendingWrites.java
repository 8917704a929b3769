package io.github.ms100.cacheasmulti.support.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The writes of single calls that have been sent to one server and that nobody waits for, until they have ended: the server
 * has answered, or the driver has given up.
 *
 * <p>Spring Data takes a connection for such a write in the thread that calls, and gives it back when the write has ended,
 * however it has ended. A {@link WatchedConnectionFactory} sees both. A write that is done when the call returns takes no
 * such connection, and is never pending.
 *
 * <p>Thread-safe. Holds what is under way and nothing else.
 */
final class PendingWrites {

    /** Two writers on one connection factory write to one server. */
    private static final Map<RedisConnectionFactory, PendingWrites> BY_SERVER =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** What the call of this thread writes: Spring Data asks for a connection without saying what for. */
    private static final ThreadLocal<Write> CURRENT = new ThreadLocal<>();

    private final Map<ByteBuffer, CompletableFuture<Void>> ofKeys = new ConcurrentHashMap<>();

    /** By what every key begins with that the clear may remove. */
    private final Map<ByteBuffer, CompletableFuture<Void>> clears = new ConcurrentHashMap<>();

    /** How many have not ended. The maps do not say for sure whether they are empty while others come and go. */
    private final AtomicInteger underWay = new AtomicInteger();

    private PendingWrites() {}

    static PendingWrites on(RedisConnectionFactory connectionFactory) {
        return BY_SERVER.computeIfAbsent(connectionFactory, factory -> new PendingWrites());
    }

    /** Writes a key by the given call. */
    void ofKey(byte[] key, Runnable call) {
        ofKey(key, done(call));
    }

    /** Writes a key by the given call, and returns what that does. */
    <T extends @Nullable Object> T ofKey(byte[] key, Supplier<T> call) {
        return during(new Write(underWay, ofKeys, ByteBuffer.wrap(key)), call);
    }

    /** Removes every key that matches a pattern by the given call. */
    void ofPattern(byte[] pattern, Runnable call) {
        during(new Write(underWay, clears, literalPrefix(pattern)), done(call));
    }

    private static Supplier<Boolean> done(Runnable call) {
        return () -> {
            call.run();
            return true;
        };
    }

    private static <T extends @Nullable Object> T during(Write write, Supplier<T> call) {
        Write outer = CURRENT.get();
        CURRENT.set(write);
        try {
            return call.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Begins what this thread writes; returns how to end it, or {@code null} if it writes nothing. */
    @Nullable
    Runnable begin() {
        Write write = CURRENT.get();
        return (write != null) ? write.begin() : null;
    }

    /** Returns whether any write has not ended that has begun before. */
    boolean areAny() {
        return underWay.get() != 0;
    }

    /** Returns what completes when the writes to a key that have begun before have ended; {@code null} if all have. */
    @Nullable
    CompletableFuture<Void> to(byte[] key) {
        CompletableFuture<Void> pending = ofKeys.get(ByteBuffer.wrap(key));
        for (Map.Entry<ByteBuffer, CompletableFuture<Void>> clear : clears.entrySet()) {
            if (startsWith(key, clear.getKey())) {
                pending = (pending != null) ? CompletableFuture.allOf(pending, clear.getValue()) : clear.getValue();
            }
        }
        return pending;
    }

    /** Returns what completes when all writes that have begun before have ended; {@code null} if all have. */
    @Nullable
    CompletableFuture<Void> all() {
        CompletableFuture<?>[] pending = Stream.of(ofKeys, clears)
                .flatMap(writes -> writes.values().stream())
                .toArray(CompletableFuture<?>[]::new);
        return (pending.length > 0) ? CompletableFuture.allOf(pending) : null;
    }

    private static ByteBuffer literalPrefix(byte[] pattern) {
        int end = 0;
        while (end < pattern.length && "*?[\\".indexOf(pattern[end]) < 0) {
            end++;
        }
        return ByteBuffer.wrap(Arrays.copyOf(pattern, end));
    }

    private static boolean startsWith(byte[] key, ByteBuffer prefix) {
        return key.length >= prefix.remaining()
                && ByteBuffer.wrap(key, 0, prefix.remaining()).equals(prefix);
    }

    private record Write(AtomicInteger underWay, Map<ByteBuffer, CompletableFuture<Void>> pending, ByteBuffer what) {

        Runnable begin() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            underWay.incrementAndGet();
            pending.merge(what, end, (earlier, last) -> CompletableFuture.allOf(earlier, last));
            return () -> {
                if (end.complete(null)) {
                    pending.computeIfPresent(what, (key, all) -> all.isDone() ? null : all);
                    underWay.decrementAndGet();
                }
            };
        }
    }
}
