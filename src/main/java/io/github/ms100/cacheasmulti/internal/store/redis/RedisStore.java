package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.KeySample;
import io.github.ms100.cacheasmulti.internal.store.StoreDetails;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.redis.RedisTurn.Wait;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.KeyScan;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
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
    final @Nullable Tally tally;

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
        this.tally = (statistics != CacheStatisticsCollector.none()) ? new Tally(statistics, source.getName()) : null;
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        String prefix = format.prefix();
        RedisBatch<?> batch = reads(prefix, keys, index -> format.key(prefix, keys[index]));
        batch.send((value, index) -> format.readInto(values, index, value));
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
        String prefix = format.prefix();
        Wait wait = backend.turn().begin(source.getName());
        RedisBatch<?> batch = batch(keys, RedisCommand.Set::new, (command, index) -> {
            Object stored = format.stored(keys[index], values[index]);
            byte[] key = format.key(prefix, keys[index]);
            byte[] value = format.value(stored);
            long timeToLive = format.timeToLive(keys[index], values[index]);
            awaitTurn(key, wait);
            command.add(key, value, timeToLive);
        });
        batch.send(null);
        if (tally != null) {
            tally.puts(batch.answered());
        }
        batch.throwIfAnyFailed(keys);
    }

    @Override
    public void evict(Object[] keys) {
        String prefix = format.prefix();
        Wait wait = backend.turn().begin(source.getName());
        RedisBatch<?> batch = batch(keys, RedisCommand.Delete::new, (command, index) -> {
            byte[] key = format.key(prefix, keys[index]);
            awaitTurn(key, wait);
            command.add(key);
        });
        batch.send(null);
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

    static void awaitTurn(byte[] key, @Nullable Wait wait) {
        if (wait != null) {
            wait.untilWritten(key);
        }
    }

    final <C extends RedisCommand> RedisBatch<C> batch(
            Object[] keys, IntFunction<C> commands, ObjIntConsumer<C> conversion) {
        return new RedisBatch<>(target, keys, commands, conversion);
    }

    /**
     * Counts a batch as its single calls would be: what the server has done, also where a value cannot be read afterwards.
     *
     * @param statistics where single calls are counted
     * @param cacheName under which name
     */
    record Tally(CacheStatisticsCollector statistics, String cacheName) {

        void reads(int hits, int misses) {
            times(hits + misses, statistics::incGets);
            times(hits, statistics::incHits);
            times(misses, statistics::incMisses);
        }

        void puts(int keys) {
            times(keys, statistics::incPuts);
        }

        void deletes(int keys) {
            if (keys > 0) {
                statistics.incDeletesBy(cacheName, keys);
            }
        }

        private void times(int count, Consumer<String> increment) {
            for (int i = 0; i < count; i++) {
                increment.accept(cacheName);
            }
        }
    }
}
