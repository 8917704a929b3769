package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Change;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Mending;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Node;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Remote;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Subject;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.Envelope;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.data.redis.util.ByteUtils;

/**
 * The changes of one cache with a local level: announced, made in Redis, and published, before they are seen here (L6). What Redis
 * has not taken, or nobody could be told of, is made up for later (L14). Thread-safe.
 */
final class TwoLevelChanges {

    private final TwoLevelStore store;

    private final LocalServer server;

    private final LocalSide local;

    /** Those of the view of any call, by which other threads mend. */
    private final TwoLevelChanges lasting;

    TwoLevelChanges(TwoLevelStore store, LocalServer server, LocalSide local) {
        this.store = store;
        this.server = server;
        this.local = local;
        this.lasting = this;
    }

    private TwoLevelChanges(TwoLevelChanges lasting, TwoLevelStore store, LocalSide local) {
        this.store = store;
        this.server = lasting.server;
        this.local = local;
        this.lasting = lasting;
    }

    /** Returns the same, of the view of one call. */
    TwoLevelChanges of(TwoLevelStore detached, LocalSide copies) {
        return new TwoLevelChanges(lasting, detached, copies);
    }

    private Node node() {
        return server.node();
    }

    private Mending mending() {
        return server.node().mending();
    }

    /** Evicts keys; returns what has been sent. */
    RedisBatch<?> evict(SerializedKeys keys) {
        RedisBatch<?> batch = deletes(keys, true);
        if (keys.isEmpty()) {
            batch.send(null);
            return batch;
        }
        try {
            Change unused = make(keys, batch);
        } finally {
            drop(keys);
        }
        return batch;
    }

    /**
     * As {@link #evict(SerializedKeys)}, without waiting.
     *
     * @param finish takes what has been sent, when all of it is done
     */
    CompletableFuture<@Nullable Void> evictLater(SerializedKeys keys, LaterLine line, Consumer<RedisBatch<?>> finish) {
        RedisBatch<?> batch = deletes(keys, false);
        if (keys.isEmpty()) {
            return batch.sendLater(line, null, () -> finish.accept(batch));
        }
        return makeLater(keys, batch, line, change -> {
            drop(keys);
            finish.accept(batch);
        });
    }

    private void drop(SerializedKeys keys) {
        for (Object key : keys.keys()) {
            local.drop(keys.subject().prefix(), key);
        }
    }

    private RedisBatch<?> deletes(SerializedKeys keys, boolean waits) {
        RedisTurn.Wait wait = waits ? store.backend.turn().beginAwaited() : null;
        return store.batch(keys.keys(), RedisCommand.Delete::new, (command, index) -> {
            byte[] key = keys.send(index);
            RedisTurn.Wait.untilWritten(key, wait);
            command.add(key);
        });
    }

    /** Makes a change that a batch is; returns it, made. */
    Change make(SerializedKeys keys, RedisBatch<?> batch) {
        return make(keys, batch, change(keys));
    }

    private Change change(SerializedKeys keys) {
        return node().change(keys.subject(), keys.hashes(), false);
    }

    /** As {@link #make(SerializedKeys, RedisBatch)}, of what a load stores (P7). */
    Change seed(SerializedKeys keys, RedisBatch<?> batch, RunningLoad load) {
        return make(keys, batch, node().seed(keys.subject(), keys.hashes(), load));
    }

    private Change make(SerializedKeys keys, RedisBatch<?> batch, Change change) {
        try (change) {
            send(batch, change);
        } finally {
            makeUpFor(keys.subject(), change.isPublished() ? keys.sent(batch::hasFailedAt) : keys.all());
        }
        return change;
    }

    /**
     * As {@link #make}, without waiting; only where one connection keeps the order of what is sent.
     *
     * @param finish takes the change, made
     */
    CompletableFuture<@Nullable Void> makeLater(
            SerializedKeys keys, RedisBatch<?> batch, LaterLine line, Consumer<Change> finish) {
        return makeLater(keys, batch, line, finish, change(keys));
    }

    /** As {@link #makeLater(SerializedKeys, RedisBatch, LaterLine, Consumer)}, of what a load stores (P7). */
    CompletableFuture<@Nullable Void> seedLater(
            SerializedKeys keys, RedisBatch<?> batch, LaterLine line, RunningLoad load, Consumer<Change> finish) {
        return makeLater(keys, batch, line, finish, node().seed(keys.subject(), keys.hashes(), load));
    }

    private CompletableFuture<@Nullable Void> makeLater(
            SerializedKeys keys, RedisBatch<?> batch, LaterLine line, Consumer<Change> finish, Change change) {
        Envelope envelope = put(batch, change);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<@Nullable Void> made = batch.sendLater(line, null, () -> {
            ended.set(true);
            try (change) {
                note(batch, change, envelope);
            } finally {
                makeUpFor(keys.subject(), change.isPublished() ? keys.sent(batch::hasFailedAt) : keys.all());
            }
            finish.accept(change);
        });
        // If nobody has gone on with it; what nobody wants to hear of goes on.
        CompletableFuture<?> unused = made.exceptionally(failure -> {
            if (!(failure instanceof CancellationException) && ended.compareAndSet(false, true)) {
                change.close();
                makeUpFor(keys.subject(), keys.all());
            }
            return null;
        });
        return made;
    }

    private void send(RedisBatch<?> batch, Change change) {
        Envelope envelope = put(batch, change);
        batch.send(null);
        note(batch, change, envelope);
    }

    /** Puts what is to be sent in the envelope of its change; returns that, {@code null} if nobody is told. */
    private @Nullable Envelope put(RedisBatch<?> batch, Change change) {
        if (node().isOff()) {
            return null;
        }
        Envelope envelope = server.envelope(change);
        RedisBatch<?> unused = batch.in(envelope);
        return envelope;
    }

    private void note(RedisBatch<?> batch, Change change, @Nullable Envelope envelope) {
        if (envelope == null) {
            change.published();
        } else if (batch.isOvertaken()) {
            // Once more, now that it has been made key by key.
            server.publish(change);
        } else if (envelope.isPublished()) {
            change.published();
        }
    }

    /** Evicts later what may not be as it should in Redis. */
    void makeUpFor(Subject subject, List<byte[]> keys) {
        if (!keys.isEmpty()) {
            mending().evictLater(remote(subject), subject, keys);
        }
    }

    /** Clears a cache by a call that waits for the server, and returns what that does. */
    boolean clear(Subject subject, Supplier<Boolean> call) {
        Change change = node().clear(subject);
        try (change) {
            server.announce(change);
            boolean cleared = call.get();
            server.publish(change);
            return cleared;
        } finally {
            if (!change.isPublished()) {
                mending().clearLater(remote(subject), subject);
            }
        }
    }

    /** Makes some change of one key by a call that waits for the server, and returns what that does. */
    <T extends @Nullable Object> T ofKey(SerializedKeys keys, Supplier<T> call) {
        if (keys.isEmpty()) {
            return call.get();
        }
        Change change = node().change(keys.subject(), keys.hashes(), false);
        try (change) {
            server.announce(change);
            T result = call.get();
            server.publish(change);
            return result;
        } catch (ValueRetrievalException ex) {
            // It has changed nothing, and nobody shall miss a message for that.
            publish(change, ex);
            throw ex;
        } finally {
            local.drop(keys.subject().prefix(), keys.keys()[0]);
            if (!change.isPublished()) {
                makeUpFor(keys.subject(), keys.all());
            }
        }
    }

    private void publish(Change change, RuntimeException failure) {
        try {
            server.publish(change);
        } catch (RuntimeException ex) {
            failure.addSuppressed(ex);
        }
    }

    /** Returns the entries as another thread may mend them; the current one decides what all keys look like (L2). */
    Remote remote(Subject subject) {
        ByteBuffer all = null;
        try {
            all = ByteBuffer.wrap(store.format.pattern(subject.prefix() + "*"));
        } catch (RuntimeException ex) {
            // Nobody can clear what cannot be named.
        }
        return new Mended(lasting, all);
    }

    private List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
        SerializedKeys serialized = new SerializedKeys(subject, keys);
        RedisBatch<?> batch = deletes(serialized, true);
        Change change = node().change(subject, serialized.hashes(), correction);
        try (change) {
            send(batch, change);
        }
        return change.isPublished() ? serialized.sent(batch::hasFailedAt) : keys;
    }

    private void clear(Subject subject, byte[] all) {
        try (Change change = node().clear(subject)) {
            server.announce(change);
            store.format.clearMatching(all);
            server.publish(change);
        }
    }

    private record Mended(TwoLevelChanges changes, @Nullable ByteBuffer all) implements Remote {

        @Override
        public List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
            return changes.evict(subject, keys, correction);
        }

        @Override
        public void clear(Subject subject) {
            if (all != null) {
                changes.clear(subject, ByteUtils.getBytes(all));
            }
        }
    }
}
