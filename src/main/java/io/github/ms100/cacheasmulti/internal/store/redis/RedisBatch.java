package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.KeyFailures;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisChunks;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisPipe;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the commands for the keys of a batch and hands out the replies.
 *
 * <p>What is under way at a time is bounded, so that neither this side nor the server ever holds the commands and replies
 * of a batch of any size at once. What fails, by whatever exception, fails for as few keys as can be: for one, or for those
 * under way together. Only if some of it times out or its server is gone, the rest is not tried: a call takes no longer than
 * the time-out allows once the server has stopped answering.
 *
 * <p>What Redis forbids for many keys at once is asked for each of them: that may be allowed, or be so for some.
 */
final class RedisBatch {

    /** How many keys may be under way at a time, if they are split at all. */
    static final int IN_FLIGHT = 20_000;

    private final RedisConnections connections;

    private final int maxKeys;

    private final RedisFindings findings;

    private final KeyFailures failures;

    RedisBatch(RedisConnections connections, int maxKeys, RedisFindings findings, KeyFailures failures) {
        this.connections = connections;
        this.maxKeys = maxKeys;
        this.findings = findings;
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
        int start = 0;
        for (List<?> together : RedisChunks.split(keys, inFlight())) {
            if (lost != null) {
                fail(together, lost);
            } else {
                Part part = new Part(keys, receiver, together.size());
                part.add(start, together.size(), conversion);
                lost = part.send(maxKeys);
            }
            start += together.size();
        }
    }

    /** As many full commands as fit, but two at least. */
    private int inFlight() {
        return (maxKeys == 0 || maxKeys > IN_FLIGHT / 2)
                ? (int) Math.min(Integer.MAX_VALUE, 2L * maxKeys)
                : IN_FLIGHT / maxKeys * maxKeys;
    }

    private void fail(List<?> keys, RuntimeException failure) {
        keys.forEach(key -> failures.addShared(key, failure));
    }

    /** What is under way together: commands of one kind, and where in the keys of the batch each belongs. */
    private final class Part implements ObjIntConsumer<RedisReply> {

        private final List<?> keys;

        private final ObjIntConsumer<byte[]> receiver;

        private final List<RedisCommand> commands;

        private final int[] indexes;

        /** How many commands have had their reply. */
        private int answered;

        /** What Redis forbids for many keys at once; made when there is any. */
        private @Nullable Part forbidden;

        private boolean isForbiddenForAKey;

        private @Nullable RuntimeException lost;

        Part(List<?> keys, ObjIntConsumer<byte[]> receiver, int size) {
            this.keys = keys;
            this.receiver = receiver;
            this.commands = new ArrayList<>(size);
            this.indexes = new int[size];
        }

        /** Adds the commands for a range of keys, but for those that cannot be converted. */
        void add(int start, int size, IntFunction<RedisCommand> conversion) {
            for (int index = start; index < start + size; index++) {
                try {
                    add(conversion.apply(index), index);
                } catch (RuntimeException ex) {
                    failures.add(keys.get(index), ex);
                }
            }
        }

        private void add(RedisCommand command, int index) {
            indexes[commands.size()] = index;
            commands.add(command);
        }

        /** Returns what something has failed by because a server is lost. */
        @Nullable
        RuntimeException send(int maxKeys) {
            if (commands.isEmpty()) {
                return null;
            }
            RedisCommand first = commands.get(0);
            try {
                connections.execute(connection -> {
                    RedisPipe.on(connection, findings.maxKeys(first, maxKeys)).send(commands, this);
                    return commands;
                });
            } catch (RuntimeException ex) {
                failUnanswered(ex);
            }
            if (forbidden != null) {
                sendKeyByKey(forbidden, first);
            }
            return lost;
        }

        private void sendKeyByKey(Part keyByKey, RedisCommand first) {
            if (lost != null) {
                keyByKey.failUnanswered(lost);
                return;
            }
            lost = keyByKey.send(1);
            if (lost == null && !keyByKey.isForbiddenForAKey) {
                findings.isOnlyDoneKeyByKey(first);
            }
        }

        /** Nothing has, if all are answered: then it was the release of the connection that failed. */
        private void failUnanswered(RuntimeException failure) {
            for (int command = answered; command < commands.size(); command++) {
                addFailure(command, failure);
            }
        }

        @Override
        public void accept(RedisReply reply, int command) {
            answered = command + 1;
            RuntimeException failure = reply.failure();
            if (failure == null) {
                receive(reply.value(), indexes[command]);
            } else if (reply.together() && RedisReply.isForbidden(failure)) {
                forbid(command);
            } else {
                addFailure(command, failure);
            }
        }

        private void forbid(int command) {
            if (forbidden == null) {
                forbidden = new Part(keys, receiver, commands.size() - command);
            }
            forbidden.add(commands.get(command), indexes[command]);
        }

        private void addFailure(int command, RuntimeException failure) {
            Object key = keys.get(indexes[command]);
            lost = RedisReply.isLoss(failure) ? failure : lost;
            isForbiddenForAKey |= RedisReply.isForbidden(failure);
            if (RedisReply.isOfEntry(failure)) {
                failures.add(key, failure);
            } else {
                failures.addShared(key, failure);
            }
        }

        private void receive(byte @Nullable [] value, int index) {
            try {
                if (value != null) {
                    receiver.accept(value, index);
                }
            } catch (RuntimeException ex) {
                failures.add(keys.get(index), ex);
            }
        }
    }
}
