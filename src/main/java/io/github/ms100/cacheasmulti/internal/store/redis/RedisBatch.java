package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.failure.Unreachable;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.Envelope;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisPipe;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.SentCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.SharedConnection;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * One batch on its way: sends what is asked for its keys and hands out what they hold. Used once, by one thread at a time.
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

    private final KeysUnderWay<C> underWay;

    private final Object[] keys;

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
        this.underWay = new KeysUnderWay<>(keys, target.keysInFlight(keys.length), commands, conversion);
        this.keys = keys;
    }

    /** Creates a batch of some keys of another, each asked for by itself. */
    private RedisBatch(RedisBatch<C> whole, int[] chosen) {
        this.target = whole.target;
        this.maxKeys = 1;
        this.underWay = whole.underWay.some(chosen);
        this.keys = underWay.all();
        ObjIntConsumer<byte[]> ofWhole = whole.receiver;
        this.receiver = (ofWhole == null) ? null : (value, index) -> ofWhole.accept(value, chosen[index]);
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
            failUnsent(ex);
            return;
        }
        sendUnlocked(receiver);
    }

    private void sendUnlocked(@Nullable ObjIntConsumer<byte[]> receiver) {
        this.receiver = receiver;
        for (C command = next(); command != null; command = next()) {
            C sent = command;
            try {
                boolean unused = target.backend().connections().execute(connection -> {
                    send(connection, sent);
                    return true;
                });
            } catch (RuntimeException ex) {
                failUnanswered(sent, ex);
            }
            RedisBatch<C> keyByKey = keyByKey();
            if (keyByKey != null) {
                keyByKey.sendUnlocked(keyByKey.receiver);
                add(keyByKey, sent);
            }
        }
    }

    /**
     * Sends what is asked for each key without waiting, where nothing is ever locked.
     *
     * @param receiver as {@link #send}; gets values in the current thread, or in those of the line
     * @param finish runs when all has been handed out
     * @return ends as {@code finish} does
     */
    CompletableFuture<@Nullable Void> sendLater(
            LaterLine line, @Nullable ObjIntConsumer<byte[]> receiver, Runnable finish) {
        this.receiver = receiver;
        return new LaterBatch<>(this, line, finish).start();
    }

    /** Returns what is asked for those keys that are to be under way next; {@code null} if there are no more. */
    @Nullable
    C next() {
        replied = 0;
        if (lost != null) {
            failUnsent(lost);
        }
        return underWay.next((failure, index) -> failures().add(keys[index], failure));
    }

    private void failUnsent(RuntimeException failure) {
        underWay.leaveOut(index -> failures().addOfCommand(keys[index], failure));
    }

    private void send(RedisConnection connection, C command) {
        target.backend().uses(connection);
        RedisPipe pipe = RedisPipe.on(connection, target.backend().maxKeys(command, maxKeys));
        if (envelope != null) {
            envelope.send(connection, pipe, command, underWay.areLast(), this);
        } else {
            command.askLives(lives != null);
            pipe.send(command, this);
        }
    }

    /** Sends what is asked for those under way, and does not wait. */
    SentCommand sendNow(SharedConnection connection, C command) {
        int most = target.backend().maxKeys(command, maxKeys);
        if (envelope != null) {
            return connection.send(command, most, envelope, underWay.areLast());
        }
        command.askLives(lives != null);
        return connection.send(command, most);
    }

    /** Fails those under way that have had no reply: none, if it is the release of the connection that failed. */
    void failUnanswered(C command, RuntimeException failure) {
        for (int position = replied; position < command.size(); position++) {
            addFailure(underWay.index(position), failure);
        }
    }

    /** Returns those under way that Redis forbids for many keys at once, each to be asked for by itself; {@code null} if none. */
    @Nullable
    RedisBatch<C> keyByKey() {
        if (forbidden == null) {
            return null;
        }
        int[] chosen = forbidden.stream().toArray();
        forbidden = null;
        if (lost != null) {
            for (int index : chosen) {
                addFailure(index, lost);
            }
            return null;
        }
        overtaken = envelope != null;
        return new RedisBatch<>(this, chosen);
    }

    /** Adds what came of those that were asked for key by key. */
    void add(RedisBatch<C> keyByKey, C command) {
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
            lives[underWay.index(position)] = millis;
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
        int index = underWay.index(position);
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
            forbidden.set(underWay.index(position));
        } else {
            addFailure(underWay.index(position), failure);
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
