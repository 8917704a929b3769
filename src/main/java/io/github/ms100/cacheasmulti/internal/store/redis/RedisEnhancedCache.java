package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.KeyFailures;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisDelete;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisGet;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisGetAlone;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCache;

/**
 * A {@link RedisCache} that reads a batch with one {@code MGET}, writes it in one flush and evicts it with one {@code
 * DEL}; in a cluster each is one flush per node. Keys without a prefix are read with a {@code GET} for each, in one flush:
 * they may be anybody's, and to {@code MGET} a list or a hash of others would be a miss, to be overwritten.
 *
 * <p>It is made of the name, writer and configuration of the user's cache, so keys, values, expiry and the treatment of
 * {@code null} are the same; only what is the same for all keys is asked for once per batch. Two keys with one serialized
 * form are one entry, whose last value stays. A batch waits once for the lock of a locking {@code RedisCacheWriter}, comes
 * after what single methods have begun to write to its keys, and is counted in the statistics of a {@link
 * io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter}.
 */
final class RedisEnhancedCache extends RedisCache implements StoreView {

    private final RedisCache source;

    private final RedisConnections connections;

    private final int maxKeys;

    private final RedisFindings findings;

    private final RedisTally tally;

    /**
     * Creates a cache.
     *
     * @param maxKeys how many keys one command may have, 0 for any number: Redis serves nobody else while it runs
     * @param findings what is known about the writer, and what batches wait for
     * @param statistics where batches are counted
     */
    RedisEnhancedCache(
            RedisCache source,
            RedisConnections connections,
            int maxKeys,
            RedisFindings findings,
            CacheStatisticsCollector statistics) {
        super(source.getName(), source.getNativeCache(), source.getCacheConfiguration());
        this.source = source;
        this.connections = connections;
        this.maxKeys = maxKeys;
        this.findings = findings;
        this.tally = new RedisTally(statistics, source.getName());
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        List<?> all = Arrays.asList(keys);
        read(all, (value, index) -> values[index] = value).throwIfAny(all, Map.of());
    }

    /** Reads distinct keys; {@code hits} gets what each cached one holds, with the index of the key. */
    private KeyFailures read(List<?> keys, ObjIntConsumer<@Nullable Object> hits) {
        BitSet found = new BitSet(keys.size());
        ObjIntConsumer<byte[]> receiver = (value, index) -> {
            found.set(index);
            Object stored = deserializeCacheValue(value);
            if (stored != null) {
                hits.accept(fromStoreValue(stored), index);
            }
        };
        KeyFailures failures = send(keys, raw -> index -> toGet(raw, keys.get(index)), receiver);
        tally.reads(found.cardinality(), misses(keys, found, failures));
        return failures;
    }

    private static int misses(List<?> keys, BitSet found, KeyFailures failures) {
        int misses = 0;
        for (int i = found.nextClearBit(0); i < keys.size(); i = found.nextClearBit(i + 1)) {
            misses += failures.contains(keys.get(i)) ? 0 : 1;
        }
        return misses;
    }

    @Override
    public void write(Object[] all, @Nullable Object[] values) {
        List<Object> keys = Arrays.asList(all);
        KeyFailures failures = write(keys, raw -> index -> toSet(raw, keys.get(index), values[index]));
        tally.puts(keys.size() - failures.among(keys));
        failures.throwIfAny(keys, Map.of());
    }

    @Override
    public void evict(Object[] keys) {
        List<?> all = Arrays.asList(keys);
        KeyFailures failures = write(all, raw -> index -> new RedisDelete(raw.of(all.get(index))));
        tally.deletes(all.size() - failures.among(all));
        failures.throwIfAny(all, Map.of());
    }

    @Override
    public void evictNow(Object[] keys) {
        evict(keys);
    }

    void awaitSingleWrites() {
        findings.turn().awaitSingleWrites(getName());
    }

    @Override
    public void clear() {
        findings.turn().awaitSingleWrites(getName());
        source.clear();
    }

    @Override
    public void clearNow() {
        findings.turn().awaitSingleWrites(getName());
        source.invalidate();
    }

    @Override
    public boolean refusesNull() {
        return !isAllowNullValues();
    }

    private KeyFailures write(List<?> keys, Function<RedisKeys, IntFunction<RedisCommand>> conversion) {
        return send(
                keys,
                raw -> findings.turn().behindSingleWrites(getName(), conversion.apply(raw)),
                (value, index) -> {});
    }

    private KeyFailures send(
            List<?> keys, Function<RedisKeys, IntFunction<RedisCommand>> conversion, ObjIntConsumer<byte[]> receiver) {
        KeyFailures failures = new KeyFailures();
        if (!keys.isEmpty()) {
            findings.lock().await(getName());
            RedisKeys raw = new RedisKeys(getName(), getCacheConfiguration(), this::convertKey);
            new RedisBatch(connections, maxKeys, findings, failures).send(keys, conversion.apply(raw), receiver);
        }
        return failures;
    }

    private RedisCommand toGet(RedisKeys raw, Object key) {
        boolean idles = getCacheConfiguration().isTimeToIdleEnabled();
        return raw.arePrefixed() && !idles
                ? new RedisGet(raw.of(key))
                : new RedisGetAlone(raw.of(key), idles ? timeToLive(key, null) : RedisCommand.NO_EXPIRY);
    }

    private RedisSet toSet(RedisKeys raw, Object key, @Nullable Object value) {
        Object storeValue = preProcessCacheValue(value);
        if (storeValue == null) {
            put(key, value); // refuses it in its own words
            throw new IllegalArgumentException("Cache '%s' does not allow 'null' values".formatted(getName()));
        }
        return new RedisSet(raw.of(key), serializeCacheValue(storeValue), timeToLive(key, value));
    }

    private long timeToLive(Object key, @Nullable Object value) {
        Duration timeToLive = getCacheConfiguration().getTtlFunction().getTimeToLive(key, value);
        boolean expires = timeToLive != null && !timeToLive.isZero() && !timeToLive.isNegative();
        return expires ? timeToLive.toMillis() : RedisCommand.NO_EXPIRY;
    }
}
