package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.store.KeySample;
import io.github.ms100.cacheasmulti.internal.store.StoreDetails;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.redis.RedisTurn.Wait;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.KeyScan;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.SharedConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCache;

/**
 * Reads a batch of a {@link RedisCache} with one {@code MGET}, writes it in one flush and evicts it with one {@code DEL}; in a
 * cluster each is one flush per node. Keys without a prefix are read with a {@code GET} for each, in one flush: they may be
 * anybody's, and to {@code MGET} a list or a hash of others would be a miss, to be overwritten.
 *
 * <p>Keys, values, expiry and the treatment of {@code null} are those of the user's cache. Two keys with one serialized form are one
 * entry, whose last value stays. A batch waits once for the lock of a locking {@code RedisCacheWriter}, comes after what single
 * methods have begun to write to its keys, and is counted in the statistics of a {@link
 * io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter} (S27, B1).
 */
class RedisStore implements StoreView {

    private final RedisCache source;

    final RedisFormat format;

    final RedisBackend backend;

    private final RedisTarget target;

    /** Where batches are counted; {@code null} if nowhere. */
    final @Nullable RedisTally tally;

    /**
     * Creates a view.
     *
     * @param maxKeys how many keys one command may have, 0 for any number
     * @param statistics where batches are counted
     */
    RedisStore(RedisCache source, RedisBackend backend, int maxKeys, CacheStatisticsCollector statistics) {
        this.source = source;
        this.format = new RedisFormat(source);
        this.backend = backend;
        this.target = new RedisTarget(backend, source.getName(), maxKeys);
        this.tally =
                (statistics != CacheStatisticsCollector.none()) ? new RedisTally(statistics, source.getName()) : null;
    }

    /** Creates the view of another for one call. */
    RedisStore(RedisStore lasting, DetachedFormat format) {
        this.source = lasting.source;
        this.format = format;
        this.backend = lasting.backend;
        this.target = lasting.target;
        this.tally = lasting.tally;
    }

    @Override
    public final StoreView detached(Object[] keys) {
        return isDetached() ? this : detach(keys);
    }

    /** Returns the view for one call, of this one which is that of any. */
    RedisStore detach(Object[] keys) {
        return new RedisStore(this, new DetachedFormat(format, keys));
    }

    final boolean isDetached() {
        return format instanceof DetachedFormat;
    }

    @Override
    public final @Nullable Entries entries() {
        return isDetached() ? new RedisIdentity.RedisEntries(source, format) : null;
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        RedisBatch<?> batch = reads(keys);
        batch.send((value, index) -> format.readInto(values, index, value));
        hasRead(batch, keys);
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> readLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return later(resumption, line -> {
            RedisBatch<?> batch = reads(keys);
            ObjIntConsumer<byte[]> into = (value, index) -> format.readInto(values, index, value);
            return batch.sendLater(line, into, () -> hasRead(batch, keys));
        });
    }

    /** The first batch of a writer waits, and finds out whether others need not. */
    @Override
    public boolean onlyBlocks() {
        return backend.isUnshared();
    }

    private @Nullable CompletableFuture<@Nullable Void> changeLater(
            Object[] keys, Executor resumption, Function<LaterLine, CompletableFuture<@Nullable Void>> begin) {
        boolean known = backend.shared() != null;
        return (known && backend.turn().isFree(source.getName(), format, keys)) ? later(resumption, begin) : null;
    }

    /** Begins what is sent without waiting; {@code null} if that cannot be. */
    final @Nullable CompletableFuture<@Nullable Void> later(
            Executor resumption, Function<LaterLine, CompletableFuture<@Nullable Void>> begin) {
        SharedConnection connection = backend.shared();
        if (connection == null) {
            return null;
        }
        try {
            return begin.apply(new LaterLine(connection, resumption));
        } catch (RuntimeException | Error ex) {
            return CompletableFuture.failedFuture(ex);
        }
    }

    private RedisBatch<?> reads(Object[] keys) {
        String prefix = format.prefix();
        return reads(prefix, keys, index -> format.key(prefix, keys[index]));
    }

    final void hasRead(RedisBatch<?> batch, Object[] keys) {
        if (tally != null) {
            tally.reads(batch.found(), batch.answered() - batch.found());
        }
        batch.throwIfAnyFailed(keys);
    }

    /**
     * Returns what reads keys.
     *
     * @param serialized returns the key at an index in the form Redis gets it
     */
    final RedisBatch<?> reads(String prefix, Object[] keys, IntFunction<byte[]> serialized) {
        boolean idles = format.isTimeToIdleEnabled();
        return !prefix.isEmpty() && !idles
                ? batch(keys, RedisCommand.Get::new, (command, index) -> command.add(serialized.apply(index)))
                : batch(
                        keys,
                        RedisCommand.GetAlone::new,
                        (command, index) -> command.add(
                                serialized.apply(index),
                                idles ? format.timeToLive(keys[index], null) : RedisCommand.NO_EXPIRY));
    }

    @Override
    public void write(Object[] keys, @Nullable Object[] values) {
        RedisBatch<?> batch = writes(keys, values, true);
        batch.send(null);
        hasWritten(batch, keys);
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> writeLater(
            Object[] keys, @Nullable Object[] values, Executor resumption) {
        return changeLater(keys, resumption, line -> {
            RedisBatch<?> batch = writes(keys, values, false);
            return batch.sendLater(line, null, () -> hasWritten(batch, keys));
        });
    }

    /**
     * Returns what writes entries.
     *
     * @param waits whether it waits for single writes of its keys
     */
    private RedisBatch<?> writes(Object[] keys, @Nullable Object[] values, boolean waits) {
        String prefix = format.prefix();
        Wait wait = waits ? backend.turn().begin(source.getName()) : null;
        return batch(keys, RedisCommand.Set::new, (command, index) -> {
            Object stored = format.stored(keys[index], values[index]);
            byte[] key = format.key(prefix, keys[index]);
            byte[] value = format.value(stored);
            long timeToLive = format.timeToLive(keys[index], values[index]);
            Wait.untilWritten(key, wait);
            command.add(key, value, timeToLive);
        });
    }

    final void hasWritten(RedisBatch<?> batch, Object[] keys) {
        if (tally != null) {
            tally.puts(batch.answered());
        }
        batch.throwIfAnyFailed(keys);
    }

    @Override
    public void evict(Object[] keys) {
        RedisBatch<?> batch = deletes(keys, true);
        batch.send(null);
        hasEvicted(batch, keys);
    }

    @Override
    public @Nullable CompletableFuture<@Nullable Void> evictLater(Object[] keys, Executor resumption) {
        return changeLater(keys, resumption, line -> {
            RedisBatch<?> batch = deletes(keys, false);
            return batch.sendLater(line, null, () -> hasEvicted(batch, keys));
        });
    }

    private RedisBatch<?> deletes(Object[] keys, boolean waits) {
        String prefix = format.prefix();
        Wait wait = waits ? backend.turn().begin(source.getName()) : null;
        return batch(keys, RedisCommand.Delete::new, (command, index) -> {
            byte[] key = format.key(prefix, keys[index]);
            Wait.untilWritten(key, wait);
            command.add(key);
        });
    }

    final void hasEvicted(RedisBatch<?> batch, Object[] keys) {
        if (tally != null) {
            tally.deletes(batch.answered());
        }
        batch.throwIfAnyFailed(keys);
    }

    @Override
    public void evictNow(Object[] keys) {
        evict(keys);
    }

    @Override
    public void clear() {
        awaitSingleWrites();
        source.clear();
    }

    @Override
    public void clearNow() {
        awaitSingleWrites();
        source.invalidate();
    }

    /** Returns when what single methods have begun to write is written, or has failed. */
    void awaitSingleWrites() {
        backend.turn().awaitSingleWrites(source.getName());
    }

    @Override
    public boolean refusesNull() {
        return !source.isAllowNullValues();
    }

    @Override
    public StoreDetails details() {
        return new StoreDetails(format.knownTimeToLive(), format.prefix(), target.maxKeys());
    }

    @Override
    public KeySample sample(int limit) {
        String prefix = format.prefix();
        if (prefix.isEmpty()) {
            throw new UnsupportedOperationException(
                    "The keys of cache '%s' have no prefix, so that nobody knows which keys of Redis are its own"
                            .formatted(source.getName()));
        }
        KeyScan scan = new KeyScan(format.pattern(KeyScan.literally(prefix) + "*"), limit);
        backend.connections().execute(connection -> scan.run(connection, System::nanoTime));
        List<String> keys = scan.keys().stream()
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .map(key -> key.startsWith(prefix) ? key.substring(prefix.length()) : key)
                .distinct()
                .toList();
        return new KeySample(keys, scan.isComplete());
    }

    final <C extends RedisCommand> RedisBatch<C> batch(
            Object[] keys, IntFunction<C> commands, ObjIntConsumer<C> conversion) {
        return new RedisBatch<>(target, keys, commands, conversion);
    }
}
