package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.internal.CacheView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * A {@link RedisCache} that reads a batch with one {@code MGET}, writes it in one flush and evicts it with one {@code
 * DEL}.
 *
 * <p>It is made of the name, writer and configuration of the user's cache, so keys, values, expiry and the treatment of
 * {@code null} are the same code. Two keys with one serialized form are one entry, whose last value stays. A batch does
 * not wait for the lock of a locking {@code RedisCacheWriter} and is not counted in its statistics.
 */
final class RedisEnhancedCache extends RedisCache implements EnhancedCache, CacheView {

    /** How many keys one command may have: Redis serves nobody else while it runs. */
    private static final int MAX_KEYS = 10_000;

    private final RedisCache source;

    private final RedisConnections connections;

    RedisEnhancedCache(RedisCache source, RedisConnections connections) {
        super(source.getName(), source.getNativeCache(), source.getCacheConfiguration());
        this.source = source;
        this.connections = connections;
    }

    @Override
    public Cache source() {
        return source;
    }

    @Override
    public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
        KeyFailures failures = new KeyFailures();
        Collection<Object> distinct = new LinkedHashSet<>(keys);
        Map<Object, RedisGet> commands = convert(distinct, this::toGet, failures);
        Map<Object, ValueWrapper> hits = new LinkedHashMap<>();
        if (!commands.isEmpty()) {
            List<RedisGet> gets = List.copyOf(commands.values());
            List<RedisReply> replies = connections.execute(connection -> read(connection, gets));
            forEachReply(commands.keySet(), replies, failures, (key, value) -> readHit(key, value, hits));
        }
        failures.throwIfAny(distinct.size(), hits);
        return hits;
    }

    @Override
    public void multiPut(Map<?, ?> map) {
        KeyFailures failures = new KeyFailures();
        Map<Object, RedisSet> commands = convert(map.keySet(), key -> toSet(key, map.get(key)), failures);
        if (!commands.isEmpty()) {
            List<RedisSet> sets = List.copyOf(commands.values());
            List<RedisReply> replies =
                    connections.execute(connection -> RedisPipe.on(connection).send(sets));
            forEachReply(commands.keySet(), replies, failures, (key, value) -> {});
        }
        failures.throwIfAny(map.size(), Map.of());
    }

    @Override
    public void multiEvict(Collection<?> keys) {
        KeyFailures failures = new KeyFailures();
        Collection<Object> distinct = new LinkedHashSet<>(keys);
        Map<Object, byte[]> rawKeys = convert(distinct, this::rawKey, failures);
        List<byte[]> all = List.copyOf(rawKeys.values());
        if (!all.isEmpty()) {
            connections.execute(connection -> {
                chunks(all).forEach(chunk -> connection.keyCommands().del(chunk.toArray(byte[][]::new)));
                return all;
            });
        }
        failures.throwIfAny(distinct.size(), Map.of());
    }

    private List<RedisReply> read(RedisConnection connection, List<RedisGet> gets) {
        if (gets.stream().anyMatch(RedisGet::renewsExpiry)) {
            return RedisPipe.on(connection).send(gets);
        }
        List<RedisReply> replies = new ArrayList<>(gets.size());
        for (List<RedisGet> chunk : chunks(gets)) {
            byte[][] rawKeys = chunk.stream().map(RedisGet::key).toArray(byte[][]::new);
            connection.stringCommands().mGet(rawKeys).forEach(value -> replies.add(RedisReply.of(value)));
        }
        return replies;
    }

    private void readHit(Object key, byte[] value, Map<Object, ValueWrapper> hits) {
        ValueWrapper hit = toValueWrapper(deserializeCacheValue(value));
        if (hit != null) {
            hits.put(key, hit);
        }
    }

    private RedisGet toGet(Object key) {
        boolean timeToIdle = getCacheConfiguration().isTimeToIdleEnabled();
        return new RedisGet(rawKey(key), timeToIdle ? timeToLive(key, null) : null);
    }

    private RedisSet toSet(Object key, @Nullable Object value) {
        Object storeValue = preProcessCacheValue(value);
        if (storeValue == null) {
            put(key, value); // refuses it in its own words
            throw new IllegalArgumentException("Cache '%s' does not allow 'null' values".formatted(getName()));
        }
        return new RedisSet(rawKey(key), serializeCacheValue(storeValue), timeToLive(key, value));
    }

    private byte[] rawKey(Object key) {
        return serializeCacheKey(createCacheKey(key));
    }

    private @Nullable Duration timeToLive(Object key, @Nullable Object value) {
        Duration timeToLive = getCacheConfiguration().getTtlFunction().getTimeToLive(key, value);
        boolean expires = timeToLive != null && !timeToLive.isZero() && !timeToLive.isNegative();
        return expires ? timeToLive : null;
    }

    private static <T> Map<Object, T> convert(
            Collection<?> keys, Function<Object, T> conversion, KeyFailures failures) {
        Map<Object, T> converted = new LinkedHashMap<>();
        for (Object key : keys) {
            try {
                converted.put(key, conversion.apply(key));
            } catch (RuntimeException ex) {
                failures.add(key, ex);
            }
        }
        return converted;
    }

    private static void forEachReply(
            Collection<Object> keys,
            List<RedisReply> replies,
            KeyFailures failures,
            BiConsumer<Object, byte[]> onValue) {
        int index = 0;
        for (Object key : keys) {
            RedisReply reply = replies.get(index++);
            if (reply.failure() != null) {
                failures.addShared(key, reply.failure());
            } else if (reply.value() != null) {
                try {
                    onValue.accept(key, reply.value());
                } catch (RuntimeException ex) {
                    failures.add(key, ex);
                }
            }
        }
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int start = 0; start < all.size(); start += MAX_KEYS) {
            chunks.add(all.subList(start, Math.min(all.size(), start + MAX_KEYS)));
        }
        return chunks;
    }
}
