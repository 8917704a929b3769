package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Change;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies.Life;
import io.github.ms100.cacheasmulti.internal.store.redis.local.KeyHash;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Mending;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Stored;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Subject;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.NullValue;

/** One batch that is written on both levels: a put, or the store of a load. Used once, by one thread. */
final class TwoLevelWrite {

    private final TwoLevelStore store;

    private final Subject subject;

    private final SerializedKeys serialized;

    private final Object[] keys;

    private final @Nullable Object[] values;

    /** What is written of each value. */
    private final byte[][] written;

    /** How long each entry lives. */
    private final long[] lives;

    /** What is kept of each value. */
    private final @Nullable Object[] forms;

    private final RedisBatch<?> batch;

    private final long start;

    /**
     * Creates a batch.
     *
     * @param waits whether it waits for single writes of its keys
     */
    TwoLevelWrite(TwoLevelStore store, SerializedKeys serialized, @Nullable Object[] values, boolean waits) {
        this.store = store;
        this.subject = serialized.subject();
        this.serialized = serialized;
        this.keys = serialized.keys();
        this.values = values;
        this.written = new byte[keys.length][];
        this.lives = new long[keys.length];
        this.forms = new Object[keys.length];
        this.start = store.server().now();
        convert();
        RedisTurn.Wait wait = waits ? store.backend.turn().beginAwaited() : null;
        this.batch = store.batch(keys, RedisCommand.Set::new, (command, index) -> add(command, index, wait));
    }

    /** Converts all values before anybody is told: what cannot be written changes nothing. */
    private void convert() {
        for (int index = 0; index < keys.length; index++) {
            try {
                written[index] = store.format.value(store.format.stored(keys[index], values[index]));
                lives[index] = store.format.timeToLive(keys[index], values[index]);
                forms[index] = store.local().form(asRead(values[index]), written[index]);
            } catch (RuntimeException ex) {
                serialized.refuse(index, ex);
            }
        }
    }

    private @Nullable Object asRead(@Nullable Object value) {
        return (value == NullValue.INSTANCE && !store.refusesNull()) ? null : value;
    }

    private void add(RedisCommand.Set command, int index, RedisTurn.@Nullable Wait wait) {
        byte[] key = serialized.send(index);
        RedisTurn.Wait.untilWritten(key, wait);
        command.add(key, written[index], lives[index]);
    }

    RedisBatch<?> batch() {
        return batch;
    }

    /** Puts the values: a copy is kept where nobody else has changed the key meanwhile (L6). */
    void put(TwoLevelChanges changes) {
        if (serialized.isEmpty()) {
            batch.send(null);
            return;
        }
        keepPut(changes.make(serialized, batch));
    }

    /**
     * As {@link #put}, without waiting.
     *
     * @param finish runs when all of it is done
     */
    CompletableFuture<@Nullable Void> putLater(TwoLevelChanges changes, LaterLine line, Runnable finish) {
        if (serialized.isEmpty()) {
            return batch.sendLater(line, null, finish);
        }
        return changes.makeLater(serialized, batch, line, change -> {
            keepPut(change);
            finish.run();
        });
    }

    private void keepPut(Change change) {
        int prefixIndex = store.fence.prefixIndex(subject.prefix());
        int position = 0;
        for (int index = 0; index < keys.length; index++) {
            boolean alone = serialized.isSerialized(index) && change.isAlone(position++, prefixIndex);
            keep(index, alone && change.isPublished(), change.moment());
        }
    }

    /**
     * Stores what has been loaded though nobody here has looked for it: others are told as of a put, no copies are kept (P7), and it is
     * unconfirmed for a while (L8). What has changed since is looked after by whoever stores it (S27).
     */
    void seed(TwoLevelChanges changes, RunningLoad load) {
        if (serialized.isEmpty()) {
            batch.send(null);
            return;
        }
        Stored stored = storing(changes);
        try {
            Change unused = changes.seed(serialized, batch, load);
        } finally {
            mending().stored(stored);
            dropAll();
        }
    }

    /**
     * As {@link #seed}, without waiting.
     *
     * @param finish runs when all of it is done
     */
    CompletableFuture<@Nullable Void> seedLater(
            TwoLevelChanges changes, RunningLoad load, LaterLine line, Runnable finish) {
        if (serialized.isEmpty()) {
            return batch.sendLater(line, null, finish);
        }
        Stored stored = storing(changes);
        return changes.seedLater(serialized, batch, line, load, change -> finish.run())
                .whenComplete((nothing, failure) -> {
                    mending().stored(stored);
                    dropAll();
                });
    }

    private void dropAll() {
        for (Object key : keys) {
            store.local().drop(subject.prefix(), key);
        }
    }

    /** Stores what has been loaded: no change, so nobody is told, and unconfirmed for a while (L8, L9). */
    void store(TwoLevelChanges changes, long begun) {
        if (hasChanged(begun)) {
            return;
        }
        Stored stored = storing(changes);
        try {
            batch.send(null);
        } finally {
            mending().stored(stored);
        }
        keepStored(changes, begun);
        if (hasChanged(begun)) {
            RedisBatch<?> unused = changes.evict(serialized);
        }
    }

    /**
     * As {@link #store}, without waiting.
     *
     * @param finish runs when all of it is done
     */
    CompletableFuture<@Nullable Void> storeLater(TwoLevelChanges changes, long begun, LaterLine line, Runnable finish) {
        if (hasChanged(begun)) {
            return Futures.of(finish);
        }
        // What the transaction of this thread has changed itself is known here only (S27).
        long begunHere = store.fence.begin();
        Stored stored = storing(changes);
        CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();
        CompletableFuture<?> unused = batch.sendLater(line, null, () -> keepStored(changes, begun))
                .whenComplete((nothing, failure) -> {
                    mending().stored(stored);
                    if (failure == null && hasChangedHere(begunHere)) {
                        end(changes.evictLater(serialized, line, evicted -> finish.run()), finished);
                    } else {
                        end((failure == null) ? Futures.of(finish) : CompletableFuture.failedFuture(failure), finished);
                    }
                });
        return finished;
    }

    /** Ends a future as another ends, by the same failure. */
    private static void end(CompletableFuture<@Nullable Void> as, CompletableFuture<@Nullable Void> ended) {
        CompletableFuture<?> unused = as.whenComplete((nothing, failure) -> Futures.end(ended, null, failure));
    }

    private Mending mending() {
        return store.server().node().mending();
    }

    private Stored storing(TwoLevelChanges changes) {
        return mending().storing(changes.remote(subject), subject, serialized.all(), serialized.hashes());
    }

    private void keepStored(TwoLevelChanges changes, long begun) {
        changes.makeUpFor(subject, serialized.sent(batch::hasFailedAt));
        for (int index = 0; index < keys.length; index++) {
            keep(index, true, begun);
        }
    }

    /** As {@link #hasChanged}, whoever has changed it. */
    private boolean hasChangedHere(long moment) {
        long[] hashes = serialized.hashes();
        return keys.length == 1
                && hashes.length == 1
                && store.fence.hasChanged(
                        store.fence.index(hashes[0]), store.fence.prefixIndex(subject.prefix()), moment);
    }

    /** Returns whether the only key has changed since a moment; a batch is looked after by whoever stores it (S27). */
    private boolean hasChanged(long begun) {
        long[] hashes = serialized.hashes();
        return keys.length == 1
                && hashes.length == 1
                && store.fence.hasChangedSinceLoad(
                        store.fence.index(hashes[0]), store.fence.prefixIndex(subject.prefix()), begun);
    }

    private void keep(int index, boolean current, long moment) {
        byte[] key = serialized.sent(index);
        if (current
                && store.server().keepsCopies()
                && key != null
                && !batch.hasFailedAt(index)
                && serialized.isLastOfItsEntry(index)) {
            Object local = store.local().key(subject.prefix(), keys[index], key);
            Life life = new Life(start, lives[index]);
            store.local().keep(local, forms[index], moment, store.fence.index(KeyHash.of(key)), life);
        } else {
            store.local().drop(subject.prefix(), keys[index]);
        }
    }
}
