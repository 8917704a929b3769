package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.Loaded;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Fence;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Subject;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.SharedConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCache;

/**
 * The batches of a {@link TwoLevelRedisCache}: reads local copies first, and what is missing from Redis in one flush with how long
 * it lives on (L3, L5); its {@linkplain TwoLevelChanges changes} are made in Redis before they are seen here. Thread-safe.
 */
final class TwoLevelStore extends RedisStore {

    private final LocalServer server;

    final Fence fence;

    private final LocalSide local;

    private final TwoLevelChanges changes;

    private final String name;

    TwoLevelStore(RedisCache source, LocalServer server, Settings settings) {
        super(source, settings.backend(), settings.maxKeys(), settings.statistics());
        this.server = server;
        this.fence = server.node().fence();
        this.name = source.getName();
        LocalKeys localKeys = new LocalKeys(format, settings.textualKeys());
        this.local = new LocalSide(format, localKeys, settings.copies(), fence, settings.keepsBytes());
        this.changes = new TwoLevelChanges(this, server, local);
        String usual = localKeys.usualPrefix();
        if (usual != null) {
            fence.addPrefix(usual);
        }
    }

    private TwoLevelStore(TwoLevelStore lasting, DetachedFormat format) {
        super(lasting, format);
        this.server = lasting.server;
        this.fence = lasting.fence;
        this.name = lasting.name;
        this.local = lasting.local.by(format);
        this.changes = lasting.changes.of(this, local);
    }

    @Override
    RedisStore detach(Object[] keys) {
        return new TwoLevelStore(this, new DetachedFormat(format, keys).withAll());
    }

    private Subject subject() {
        return new Subject(name, format.prefix());
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        if (!server.isServing(name)) {
            super.read(keys, values);
            return;
        }
        TwoLevelRead read = new TwoLevelRead(this, keys, values);
        read.tell();
        if (!read.isComplete()) {
            read.readRemote();
        }
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> readLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        if (!server.isServing(name)) {
            return super.readLater(keys, values, resumption);
        }
        // What is found is nothing if all of it is read again.
        TwoLevelRead read;
        try {
            read = new TwoLevelRead(this, keys, values.clone());
        } catch (RuntimeException | Error ex) {
            return CompletableFuture.failedFuture(ex);
        }
        if (read.isComplete()) {
            read.handOver(values);
            read.tell();
            return Futures.done();
        }
        return later(resumption, line -> {
            read.handOver(values);
            read.tell();
            return read.readRemoteLater(line);
        });
    }

    /** Local copies are served while Redis cannot be reached (L17). */
    @Override
    public void readWithoutServer(Object[] keys, @Nullable Object[] values) {
        int unused = readLocal(keys, values);
    }

    /** Reads the local copies of keys; returns how many there are that can be served. */
    int readLocal(Object[] keys, @Nullable Object[] values) {
        if (!server.isServing(name)) {
            return 0;
        }
        String prefix = format.prefix();
        int found = keys.length - local.read(prefix, local.keys(prefix, keys), values).length;
        server.looked(source(), keys.length, found);
        return found;
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        SerializedKeys serialized = serialized(keys);
        TwoLevelWrite write = new TwoLevelWrite(this, serialized, values, true);
        Loaded loaded = loaded(serialized);
        if (loaded == null) {
            write.put(changes);
        } else if (loaded.seeding() == null) {
            write.store(changes, loaded.begun());
        } else {
            write.seed(changes, loaded.seeding());
        }
        hasWritten(write.batch(), keys);
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> writeLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return changeLater(keys, resumption, line -> {
            SerializedKeys serialized = serialized(keys);
            Loaded loaded = loaded(serialized);
            TwoLevelWrite write = new TwoLevelWrite(this, serialized, values, false);
            Runnable finish = () -> hasWritten(write.batch(), keys);
            if (loaded == null) {
                return write.putLater(changes, line, finish);
            }
            return (loaded.seeding() == null)
                    ? write.storeLater(changes, loaded.begun(), line, finish)
                    : write.seedLater(changes, loaded.seeding(), line, finish);
        });
    }

    /** Announcement, change and message must go over one connection, or wait for each other (L6). */
    private @Nullable CompletableFuture<@Nullable Void> changeLater(
            Object[] keys, Executor resumption, Function<LaterLine, CompletableFuture<@Nullable Void>> begin) {
        SharedConnection connection = backend.shared();
        boolean inOrder = connection != null && connection.keepsOrder();
        return (inOrder && backend.turn().isFreeOfAwaited(format, keys)) ? later(resumption, begin) : null;
    }

    /** Returns what is known of the values that the current thread is storing under all these keys; {@code null} if they were not loaded. */
    private @Nullable Loaded loaded(SerializedKeys keys) {
        EntryScope scope = server.scope(keys.subject().prefix());
        long[] hashes = keys.hashes();
        List<byte[]> all = keys.all();
        Loaded loaded = null;
        for (int i = 0; i < hashes.length && (i == 0 || loaded != null); i++) {
            loaded = CallScope.loaded(new EntryId(scope, all.get(i), hashes[i]));
        }
        return loaded;
    }

    /** Begins to load a key; the key is made in this thread, wherever it is stored. */
    Loading load(Object key) {
        return new Loading(serialized(key), fence.begin());
    }

    /** Returns keys of this cache, in this thread's form. */
    SerializedKeys serialized(Object... keys) {
        return new SerializedKeys(format, subject(), keys);
    }

    @Override
    public void evict(Object[] keys) {
        hasEvicted(changes.evict(serialized(keys)), keys);
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> evictLater(Object[] keys, Executor resumption) {
        return changeLater(
                keys,
                resumption,
                line -> changes.evictLater(serialized(keys), line, evicted -> hasEvicted(evicted, keys)));
    }

    @Override
    public void clear() {
        clear("*");
    }

    @Override
    public void clearNow() {
        clear("*");
    }

    @Override
    void awaitSingleWrites() {
        backend.turn().awaitPendingWrites();
    }

    /** Removes the keys that match a pattern; all local copies are void then. */
    void clear(String pattern) {
        awaitSingleWrites();
        Subject subject = subject();
        changes.clear(subject, () -> {
            format.clearMatching(format.pattern(subject.prefix() + pattern));
            return true;
        });
    }

    /** Clears the cache by a call of its own, which waits for the server. */
    boolean clearBy(Supplier<Boolean> call) {
        awaitSingleWrites();
        return changes.clear(subject(), call);
    }

    /** Makes some change of one key, by a call that waits for the server. */
    <T extends @Nullable Object> T change(Object key, Supplier<T> call) {
        return changes.ofKey(serialized(key), call);
    }

    /** Returns whether who loads a key is up to the writer; only after a read of Redis. */
    boolean isLocking() {
        return !backend.isLockFree();
    }

    LocalServer server() {
        return server;
    }

    LocalSide local() {
        return local;
    }

    /** One key that is being loaded. */
    final class Loading {

        private final SerializedKeys key;

        private final long begun;

        private Loading(SerializedKeys key, long begun) {
            this.key = key;
            this.begun = begun;
        }

        /** Stores what has been loaded, unless the key has changed since. */
        void store(@Nullable Object value) {
            TwoLevelWrite write = new TwoLevelWrite(TwoLevelStore.this, key, new Object[] {value}, true);
            write.store(changes, begun);
            hasWritten(write.batch(), key.keys());
        }
    }

    /**
     * What a store is made of.
     *
     * @param backend what is known of the writer of its cache
     * @param maxKeys how many keys one command may have, 0 for any number
     * @param statistics where batches are counted
     * @param copies the local ones
     * @param keepsBytes whether they are kept in the form of Redis
     * @param textualKeys whether Spring Data's own serializer for text is known to write the keys
     */
    record Settings(
            RedisBackend backend,
            int maxKeys,
            CacheStatisticsCollector statistics,
            Copies copies,
            boolean keepsBytes,
            boolean textualKeys) {}
}
