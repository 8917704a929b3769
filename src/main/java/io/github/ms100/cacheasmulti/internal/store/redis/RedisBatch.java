package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.failure.Unreachable;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.Envelope;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisPipe;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;

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

    private final RedisTarget target;

    private final int maxKeys;

    private final int inFlight;

    private final Object[] keys;

    private final IntFunction<C> commands;

    private final ObjIntConsumer<C> conversion;

    private @Nullable ObjIntConsumer<byte[]> receiver;

    private long @Nullable [] lives;

    private @Nullable Envelope envelope;

    private int answered;

    private int found;

    private @Nullable RedisFailures failures;

    /** What something has failed by because a server is lost. */
    private @Nullable RuntimeException lost;

    private boolean isForbiddenForAKey;

    private boolean overtaken;

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
     * @param target where it is sent
     * @param keys at least one; equal keys are asked for each
     * @param commands makes a command for so many keys at most
     * @param conversion adds what is asked for the key at an index to a command
     */
    RedisBatch(RedisTarget target, Object[] keys, IntFunction<C> commands, ObjIntConsumer<C> conversion) {
        this.target = target;
        this.maxKeys = target.maxKeys();
        this.inFlight = target.keysInFlight(keys.length);
        this.keys = keys;
        this.commands = commands;
        this.conversion = conversion;
    }

    /** Creates a batch of some keys of another, each asked for by itself. */
    private RedisBatch(RedisBatch<C> whole, int[] chosen) {
        this.target = whole.target;
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

    /** As {@link #answered}, of those that had a value that was asked for. */
    int found() {
        return found;
    }

    /** Returns whether the key at an index failed. */
    boolean hasFailedAt(int index) {
        return failures != null && failures.has(keys[index]);
    }

    /** Returns whether some of it was made after the messages behind it had been sent. */
    boolean isOvertaken() {
        return overtaken;
    }

    /** Asks of each key how long its entry lives on, in milliseconds, and puts that at its index. */
    RedisBatch<C> withLives(long[] taking) {
        this.lives = taking;
        return this;
    }

    /** Sends the batch in an envelope. */
    RedisBatch<C> in(Envelope around) {
        this.envelope = around;
        return this;
    }

    /** Tells which keys failed, if any, to whoever wanted to know of all those that are given. */
    void throwIfAnyFailed(Object[] asked) {
        if (failures != null) {
            failures.throwIfAny(asked);
        }
    }

    /**
     * Sends what is asked for each key, once the cache is not locked; if nobody can tell, all of it fails.
     *
     * @param receiver gets every value with the index of its key; {@code null} if nobody asks for values
     */
    void send(@Nullable ObjIntConsumer<byte[]> receiver) {
        try {
            target.awaitUnlocked();
        } catch (RuntimeException ex) {
            failUnsent(0, keys.length, ex);
            return;
        }
        sendUnlocked(receiver);
    }

    private void sendUnlocked(@Nullable ObjIntConsumer<byte[]> receiver) {
        this.receiver = receiver;
        int end;
        for (int from = 0; from < keys.length; from = end) {
            end = (int) Math.min(keys.length, (long) from + inFlight);
            if (lost != null) {
                failUnsent(from, end, lost);
                continue;
            }
            C command = convert(from, end);
            boolean isLast = end == keys.length;
            if (command.size() == 0) {
                continue;
            }
            try {
                boolean unused = target.backend().connections().execute(connection -> {
                    send(connection, command, isLast);
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

    private void send(RedisConnection connection, C command, boolean isLast) {
        RedisPipe pipe = RedisPipe.on(connection, target.backend().maxKeys(command, maxKeys));
        if (envelope != null) {
            envelope.send(connection, pipe, command, isLast, this);
        } else {
            command.askLives(lives != null);
            pipe.send(command, this);
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
        overtaken = envelope != null;
        RedisBatch<C> keyByKey = new RedisBatch<>(this, chosen);
        ObjIntConsumer<byte[]> whole = receiver;
        keyByKey.sendUnlocked(whole == null ? null : (value, index) -> whole.accept(value, chosen[index]));
        answered += keyByKey.answered;
        found += keyByKey.found;
        lost = keyByKey.lost;
        if (lost == null && !keyByKey.isForbiddenForAKey) {
            target.backend().isOnlyDoneKeyByKey(command);
        }
    }

    @Override
    public void lives(int position, long millis) {
        if (lives != null) {
            lives[index(position)] = millis;
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
