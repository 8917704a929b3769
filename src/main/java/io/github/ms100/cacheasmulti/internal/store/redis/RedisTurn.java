package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisPipe;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCacheWriter;

/**
 * What the batches of a {@link RedisCacheWriter} wait for before they write: what single methods have sent for their keys over
 * another connection, for it must not come after them (B1, S27).
 *
 * <p>Only a {@link CountingRedisCacheWriter} says what is under way. If any other writes asynchronously, that is said once
 * for each cache: whether it does is seen by a write whose time to live is too long to be sent, which fails at the caller if
 * writes are waited for. Nothing is sent for it, but the commands of a locking writer for the lock of a cache that is none.
 */
final class RedisTurn {

    private static final Log logger = LogFactory.getLog(RedisTurn.class);

    private static final String NO_CACHE = "cache-as-multi asks how writes are sent";

    /** Overflows when it is made a number of milliseconds. */
    private static final Duration UNSENDABLE = Duration.ofSeconds(Long.MAX_VALUE);

    private final RedisCacheWriter writer;

    private final RedisBackend.Connections connections;

    private final AtomicBoolean warnedOfTimeout = new AtomicBoolean();

    private final Remembered<String, Boolean> warnedCaches = new Remembered<>();

    private volatile @Nullable Boolean overtaking;

    private volatile @Nullable Duration timeout;

    RedisTurn(RedisCacheWriter writer, RedisBackend.Connections connections) {
        this.writer = writer;
        this.connections = connections;
    }

    /** Begins a batch that writes; returns how it waits, or {@code null} if no single method has anything under way. */
    @Nullable
    Wait begin(String cacheName) {
        if (!(writer instanceof CountingRedisCacheWriter)) {
            warnIfBatchesOvertake(cacheName);
        }
        return beginAwaited();
    }

    /** As {@link #begin}, of a cache whose single methods wait for what they send: only those of others may not. */
    @Nullable
    Wait beginAwaited() {
        return (writer instanceof CountingRedisCacheWriter telling && telling.hasPendingWrites())
                ? new Wait(telling)
                : null;
    }

    /** Returns whether a batch need not wait before it writes keys, as far as is known without asking; says what {@link #begin} says. */
    boolean isFree(String cacheName, RedisFormat format, Object[] keys) {
        if (!(writer instanceof CountingRedisCacheWriter)) {
            if (overtaking == null) {
                return false;
            }
            warnIfBatchesOvertake(cacheName);
        }
        return isFreeOfAwaited(format, keys);
    }

    /** As {@link #isFree}, of a cache whose single methods wait for what they send. */
    boolean isFreeOfAwaited(RedisFormat format, Object[] keys) {
        if (!(writer instanceof CountingRedisCacheWriter telling) || !telling.hasPendingWrites()) {
            return true;
        }
        for (Object key : keys) {
            try {
                if (telling.pendingWrites(format.key(format.prefix(), key)) != null) {
                    return false;
                }
            } catch (RuntimeException ex) {
                // Nothing is written to it.
            }
        }
        return true;
    }

    /** Returns when what single methods have begun to write to any cache of the writer is written, or has failed. */
    void awaitSingleWrites(String cacheName) {
        if (!(writer instanceof CountingRedisCacheWriter)) {
            warnIfBatchesOvertake(cacheName);
        }
        awaitPendingWrites();
    }

    /** As {@link #awaitSingleWrites}, of a cache whose single methods wait for what they send. */
    void awaitPendingWrites() {
        if (writer instanceof CountingRedisCacheWriter telling) {
            new Wait(telling).until(telling.pendingWrites());
        }
    }

    private void warnIfBatchesOvertake(String cacheName) {
        Boolean known = overtaking;
        if (known == null) {
            known = returnsBeforeItHasWritten();
            overtaking = known;
        }
        if (known && warnedCaches.put(cacheName, true)) {
            logger.warn(
                    ("The batches of cache '%s' may overtake its single methods, whose RedisCacheWriter does not wait for"
                                    + " what it sends: what was put may be there again after a batch has evicted it, and an evict may"
                                    + " remove what a batch has put. Build its manager with CountingRedisCacheWriter.create(...), or"
                                    + " its RedisCacheWriter with immediateWrites")
                            .formatted(cacheName));
        }
    }

    private boolean returnsBeforeItHasWritten() {
        try {
            writer.withStatisticsCollector(CacheStatisticsCollector.none())
                    .put(NO_CACHE, NO_CACHE.getBytes(StandardCharsets.UTF_8), new byte[0], UNSENDABLE);
            return true;
        } catch (RuntimeException ex) {
            return false; // whatever it is, the caller has heard of it
        }
    }

    private Duration commandTimeout() {
        Duration known = timeout;
        if (known == null) {
            try {
                known = connections.execute(connection -> RedisPipe.timeoutOf(connection.getNativeConnection()));
            } catch (DataAccessException ex) {
                return RedisClient.USUAL_TIMEOUT;
            }
            known = (known != null) ? known : RedisClient.USUAL_TIMEOUT;
            timeout = known;
        }
        return known;
    }

    /** The time one batch has for all it waits for: that of one command. */
    final class Wait {

        private final CountingRedisCacheWriter telling;

        private long deadline;

        private boolean begun;

        private Wait(CountingRedisCacheWriter telling) {
            this.telling = telling;
        }

        /** Returns when what single methods have begun to write to a key is written, or has failed; at once without a wait. */
        static void untilWritten(byte[] key, @Nullable Wait wait) {
            if (wait != null) {
                wait.until(wait.telling.pendingWrites(key));
            }
        }

        private void until(@Nullable CompletableFuture<Void> written) {
            if (written == null) {
                return;
            }
            try {
                written.get(left(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException ex) {
                if (warnedOfTimeout.compareAndSet(false, true)) {
                    logger.warn(
                            "A single write to Redis has not ended within %s, and a batch does not wait any longer: if it"
                                            .formatted(commandTimeout())
                                    + " is made after all, it may undo what the batch has written");
                }
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw new RedisSystemException("Interrupted while a batch waited for a single write to its key", ex);
            }
        }

        private long left() {
            Duration all = commandTimeout();
            long now = System.nanoTime();
            if (!begun) {
                begun = true;
                deadline = now + (all.isZero() ? Long.MAX_VALUE / 2 : all.toNanos());
            }
            return Math.max(0, deadline - now);
        }
    }
}
