package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.failure.Unreachable;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisPipe;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way: sends what is asked for its keys and hands out what they hold. Used once, by one thread.
 *
 * <p>What is under way at a time is bounded, so that neither this side nor the server ever holds the commands and replies
 * of a batch of any size at once. What fails, by whatever exception, fails for as few keys as can be: for one, or for those
 * under way together. Only if some of it times out or its server is gone, the rest is not tried: a call takes no longer than
 * the time-out allows once the server has stopped answering.
 *
 * <p>What Redis forbids for many keys at once is asked for each of them: that may be allowed, or be so for some.
 *
 * @param <C> what is asked
 */
final class RedisBatch<C extends RedisCommand> implements RedisPipe.Replies {

    /** How many keys may be under way at a time, if they are split at all. */
    static final int IN_FLIGHT = 20_000;

    private final RedisBackend backend;

    private final int maxKeys;

    private final int inFlight;

    private final Object[] keys;

    private final IntFunction<C> commands;

    private final ObjIntConsumer<C> conversion;

    private @Nullable ObjIntConsumer<byte[]> receiver;

    private int answered;

    private int found;

    /** Made when there are any. */
    private @Nullable RedisFailures failures;

    /** What something has failed by because a server is lost. */
    private @Nullable RuntimeException lost;

    private boolean isForbiddenForAKey;

    /** The first key of those under way. */
    private int start;

    /** Where each key under way is in the batch; {@code null} if they follow one another. */
    private int @Nullable [] indexes;

    /** How many of those under way have had their reply. */
    private int replied;

    /** Which of those under way Redis forbids for many keys at once; made when there are any. */
    private @Nullable BitSet forbidden;

    /**
     * Creates a batch.
     *
     * @param maxKeys how many keys one command of Redis may have, 0 for any number
     * @param keys at least one; equal keys are asked for each
     * @param commands makes a command for so many keys at most
     * @param conversion adds what is asked for the key at an index to a command
     */
    RedisBatch(
            RedisBackend backend, int maxKeys, Object[] keys, IntFunction<C> commands, ObjIntConsumer<C> conversion) {
        this.backend = backend;
        this.maxKeys = maxKeys;
        this.inFlight = inFlight(maxKeys, keys.length);
        this.keys = keys;
        this.commands = commands;
        this.conversion = conversion;
    }

    /** As many full commands as fit, but two at least. */
    private static int inFlight(int maxKeys, int keys) {
        if (maxKeys == 0) {
            return keys;
        }
        return (maxKeys > IN_FLIGHT / 2) ? (int) Math.min(keys, 2L * maxKeys) : IN_FLIGHT / maxKeys * maxKeys;
    }

    /** Creates a batch of some keys of another, each asked for by itself. */
    private RedisBatch(RedisBatch<C> whole, int[] chosen) {
        this.backend = whole.backend;
        this.maxKeys = 1;
        this.inFlight = chosen.length;
        this.keys = Arrays.stream(chosen).mapToObj(index -> whole.keys[index]).toArray();
        this.commands = whole.commands;
        this.conversion = (command, index) -> whole.conversion.accept(command, chosen[index]);
        this.failures = whole.failures();
    }

    /** Returns how many keys have been answered, whatever became of the answer. */
    int answered() {
        return answered;
    }

    /** Returns how many keys had a value that was asked for, whatever became of it. */
    int found() {
        return found;
    }

    /** Tells which keys failed, if any. */
    void throwIfAnyFailed() {
        if (failures != null) {
            failures.throwIfAny(keys);
        }
    }

    /**
     * Sends what is asked for each key.
     *
     * @param receiver gets every value with the index of its key; {@code null} if nobody asks for values
     */
    void send(@Nullable ObjIntConsumer<byte[]> receiver) {
        this.receiver = receiver;
        int end;
        for (int from = 0; from < keys.length; from = end) {
            end = (int) Math.min(keys.length, (long) from + inFlight);
            if (lost != null) {
                failUnsent(from, end, lost);
                continue;
            }
            C command = convert(from, end);
            if (command.size() == 0) {
                continue;
            }
            try {
                boolean unused = backend.connections().execute(connection -> {
                    RedisPipe.on(connection, backend.maxKeys(command, maxKeys)).send(command, this);
                    return true;
                });
            } catch (RuntimeException ex) {
                // Fails nothing, if all are answered: then it was the release of the connection that failed.
                for (int position = replied; position < command.size(); position++) {
                    addFailure(index(position), ex);
                }
            }
            if (forbidden != null) {
                sendKeyByKey(forbidden.stream().toArray(), command);
                forbidden = null;
            }
        }
    }

    private void failUnsent(int from, int to, RuntimeException failure) {
        for (int index = from; index < to; index++) {
            failures().addOfCommand(keys[index], failure);
        }
    }

    /** Returns what is asked for a range of keys, but for those that cannot be converted. */
    private C convert(int from, int to) {
        C command = commands.apply(to - from);
        start = from;
        indexes = null;
        replied = 0;
        for (int index = from; index < to; index++) {
            try {
                conversion.accept(command, index);
                if (indexes != null) {
                    indexes[command.size() - 1] = index;
                }
            } catch (RuntimeException ex) {
                failures().add(keys[index], ex);
                if (indexes == null) {
                    indexes = IntStream.range(from, to).toArray();
                }
            }
        }
        return command;
    }

    private int index(int position) {
        return (indexes != null) ? indexes[position] : start + position;
    }

    private void sendKeyByKey(int[] chosen, C command) {
        if (lost != null) {
            for (int index : chosen) {
                addFailure(index, lost);
            }
            return;
        }
        RedisBatch<C> keyByKey = new RedisBatch<>(this, chosen);
        ObjIntConsumer<byte[]> whole = receiver;
        keyByKey.send(whole == null ? null : (value, index) -> whole.accept(value, chosen[index]));
        answered += keyByKey.answered;
        found += keyByKey.found;
        lost = keyByKey.lost;
        if (lost == null && !keyByKey.isForbiddenForAKey) {
            backend.isOnlyDoneKeyByKey(command);
        }
    }

    @Override
    public void received(int position, byte @Nullable [] value) {
        replied = position + 1;
        answered++;
        if (value == null || receiver == null) {
            return;
        }
        found++;
        int index = index(position);
        try {
            receiver.accept(value, index);
        } catch (RuntimeException ex) {
            failures().add(keys[index], ex);
        }
    }

    @Override
    public void failed(int position, RuntimeException failure, boolean together) {
        replied = position + 1;
        if (together && RedisFailures.isForbidden(failure)) {
            forbidden = (forbidden != null) ? forbidden : new BitSet(keys.length);
            forbidden.set(index(position));
        } else {
            addFailure(index(position), failure);
        }
    }

    private void addFailure(int index, RuntimeException failure) {
        lost = Unreachable.endsBatch(failure) ? failure : lost;
        isForbiddenForAKey |= RedisFailures.isForbidden(failure);
        failures().addOfCommand(keys[index], failure);
    }

    @Override
    public boolean isGivenUp() {
        return lost != null;
    }

    private RedisFailures failures() {
        if (failures == null) {
            failures = new RedisFailures();
        }
        return failures;
    }
}
