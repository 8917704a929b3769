package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Sends the commands for the keys of a batch and hands out the replies.
 *
 * <p>What is under way at a time is bounded, so that neither this side nor the server ever holds the commands and replies
 * of a batch of any size at once. If some of it times out or its server is gone, the rest is not tried: a call takes no
 * longer than the time-out allows once the server has stopped answering.
 */
final class RedisBatch {

    /** How many keys may be under way at a time, if they are split at all. */
    static final int IN_FLIGHT = 20_000;

    private final RedisConnections connections;

    private final int maxKeys;

    private final KeyFailures failures;

    RedisBatch(RedisConnections connections, int maxKeys, KeyFailures failures) {
        this.connections = connections;
        this.maxKeys = maxKeys;
        this.failures = failures;
    }

    /** Sends a command for each of the different keys, and gives every value to the receiver, in the order of the keys. */
    void send(Collection<?> keys, Function<Object, RedisCommand> conversion, BiConsumer<Object, byte[]> receiver) {
        RuntimeException lost = null;
        for (List<Object> part : RedisChunks.split(new ArrayList<Object>(keys), inFlight())) {
            if (lost != null) {
                fail(part, lost);
            } else {
                lost = sendTogether(part, conversion, receiver);
            }
        }
    }

    /** As many full commands as fit, but two at least. */
    private int inFlight() {
        return (maxKeys == 0 || maxKeys > IN_FLIGHT / 2)
                ? (int) Math.min(Integer.MAX_VALUE, 2L * maxKeys)
                : IN_FLIGHT / maxKeys * maxKeys;
    }

    private @Nullable RuntimeException sendTogether(
            List<Object> keys, Function<Object, RedisCommand> conversion, BiConsumer<Object, byte[]> receiver) {
        List<Object> converted = new ArrayList<>(keys.size());
        List<RedisCommand> commands = new ArrayList<>(keys.size());
        for (Object key : keys) {
            try {
                commands.add(conversion.apply(key));
                converted.add(key);
            } catch (RuntimeException ex) {
                failures.add(key, ex);
            }
        }
        if (commands.isEmpty()) {
            return null;
        }
        Replies replies = new Replies(converted, receiver);
        try {
            connections.execute(connection -> {
                RedisPipe.on(connection, maxKeys).send(commands, replies);
                return converted;
            });
            return replies.lost;
        } catch (DataAccessException ex) {
            fail(replies.missing(), ex);
            return ex;
        }
    }

    private void fail(List<Object> keys, RuntimeException failure) {
        keys.forEach(key -> failures.addShared(key, failure));
    }

    private static boolean isLoss(RuntimeException failure) {
        return failure instanceof QueryTimeoutException || failure instanceof DataAccessResourceFailureException;
    }

    /** Takes the replies for keys, in their order. */
    private final class Replies implements Consumer<RedisReply> {

        private final List<Object> keys;

        private final BiConsumer<Object, byte[]> receiver;

        private int received;

        private @Nullable RuntimeException lost;

        Replies(List<Object> keys, BiConsumer<Object, byte[]> receiver) {
            this.keys = keys;
            this.receiver = receiver;
        }

        @Override
        public void accept(RedisReply reply) {
            Object key = keys.get(received++);
            if (reply.failure() != null) {
                failures.addShared(key, reply.failure());
                lost = isLoss(reply.failure()) ? reply.failure() : lost;
            } else if (reply.value() != null) {
                try {
                    receiver.accept(key, reply.value());
                } catch (RuntimeException ex) {
                    failures.add(key, ex);
                }
            }
        }

        List<Object> missing() {
            return keys.subList(received, keys.size());
        }
    }
}
