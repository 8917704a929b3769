package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
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

    /**
     * Sends a command for each key; equal keys have one each.
     *
     * @param conversion makes the command for the key at an index
     * @param receiver gets every value with the index of its key
     */
    void send(List<?> keys, IntFunction<RedisCommand> conversion, ObjIntConsumer<byte[]> receiver) {
        RuntimeException lost = null;
        int offset = 0;
        for (List<?> part : RedisChunks.split(keys, inFlight())) {
            if (lost != null) {
                fail(part, lost);
            } else {
                lost = sendTogether(new Part(part, offset, receiver), conversion);
            }
            offset += part.size();
        }
    }

    /** As many full commands as fit, but two at least. */
    private int inFlight() {
        return (maxKeys == 0 || maxKeys > IN_FLIGHT / 2)
                ? (int) Math.min(Integer.MAX_VALUE, 2L * maxKeys)
                : IN_FLIGHT / maxKeys * maxKeys;
    }

    private @Nullable RuntimeException sendTogether(Part part, IntFunction<RedisCommand> conversion) {
        List<RedisCommand> commands = part.commands(conversion);
        if (commands.isEmpty()) {
            return null;
        }
        try {
            connections.execute(connection -> {
                RedisPipe.on(connection, maxKeys).send(commands, part);
                return commands;
            });
            return part.lost;
        } catch (DataAccessException ex) {
            fail(part.unanswered(), ex);
            return ex;
        }
    }

    private void fail(List<?> keys, RuntimeException failure) {
        keys.forEach(key -> failures.addShared(key, failure));
    }

    static boolean isLoss(RuntimeException failure) {
        return failure instanceof QueryTimeoutException || failure instanceof DataAccessResourceFailureException;
    }

    private static boolean isOfEntry(RuntimeException failure) {
        String reason = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        return reason != null && reason.startsWith("WRONGTYPE");
    }

    /** What is under way together: makes a command for each key, and takes the replies. */
    private final class Part implements ObjIntConsumer<RedisReply> {

        private final List<?> keys;

        private final int offset;

        private final ObjIntConsumer<byte[]> receiver;

        /** Where in the keys each command belongs. */
        private final int[] positions;

        private int made;

        /** Whether the pipe has got through; what fails after that is the release of the connection. */
        private boolean answered;

        private @Nullable RuntimeException lost;

        Part(List<?> keys, int offset, ObjIntConsumer<byte[]> receiver) {
            this.keys = keys;
            this.offset = offset;
            this.receiver = receiver;
            this.positions = new int[keys.size()];
        }

        /** Returns the commands for the keys, but for those that cannot be converted. */
        List<RedisCommand> commands(IntFunction<RedisCommand> conversion) {
            List<RedisCommand> commands = new ArrayList<>(keys.size());
            for (int position = 0; position < positions.length; position++) {
                try {
                    commands.add(conversion.apply(offset + position));
                    positions[made++] = position;
                } catch (RuntimeException ex) {
                    failures.add(keys.get(position), ex);
                }
            }
            return commands;
        }

        @Override
        public void accept(RedisReply reply, int command) {
            answered = true;
            if (reply.failure() != null) {
                addFailure(positions[command], reply.failure());
            } else if (reply.value() != null) {
                receive(positions[command], reply.value());
            }
        }

        private void addFailure(int position, RuntimeException failure) {
            lost = isLoss(failure) ? failure : lost;
            if (isOfEntry(failure)) {
                failures.add(keys.get(position), failure);
            } else {
                failures.addShared(keys.get(position), failure);
            }
        }

        private void receive(int position, byte[] value) {
            try {
                receiver.accept(value, offset + position);
            } catch (RuntimeException ex) {
                failures.add(keys.get(position), ex);
            }
        }

        List<?> unanswered() {
            return answered
                    ? List.of()
                    : Arrays.stream(positions, 0, made).mapToObj(keys::get).toList();
        }
    }
}
