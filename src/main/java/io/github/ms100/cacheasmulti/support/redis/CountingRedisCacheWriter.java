package io.github.ms100.cacheasmulti.support.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.NullValue;
import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Spring Data's own writer with three additions: it tells its statistics, so that batches are counted where single calls are;
 * a {@code null} that is stored while it is being loaded, as {@code @Cacheable(sync = true)} does, gets the life of a
 * null ({@link RedisCacheCustomizer#withNullTimeToLive}) and any other value that of a value; and it tells which writes of
 * single calls are still under way, so that batches come after them. With Lettuce, Spring Data Redis 4 does not wait for the
 * writes of {@code put}, {@code evict} and {@code clear} unless the writer has {@code immediateWrites}; here neither.
 *
 * <p>Spring Boot's cache manager has such a writer unless the application sets one. A manager of one's own is given it:
 *
 * <pre>{@code
 * RedisCacheManager.builder(CountingRedisCacheWriter.create(connectionFactory, RedisCacheWriter::nonLockingRedisCacheWriter))
 *         .enableStatistics()
 *         .build();
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 2.0.0
 */
public final class CountingRedisCacheWriter implements RedisCacheWriter {

    private static final byte[] NULL = serializedNull();

    private final RedisConnectionFactory connectionFactory;

    private final RedisCacheWriter delegate;

    private final CacheStatisticsCollector statistics;

    private final PendingWrites writes;

    private CountingRedisCacheWriter(
            RedisConnectionFactory connectionFactory,
            RedisCacheWriter delegate,
            CacheStatisticsCollector statistics,
            PendingWrites writes) {
        this.connectionFactory = connectionFactory;
        this.delegate = delegate;
        this.statistics = statistics;
        this.writes = writes;
    }

    /**
     * Creates a writer that counts nothing yet: statistics are switched on by the builder of the cache manager, or by {@link
     * #withStatisticsCollector}.
     *
     * @param connectionFactory where the writer gets its connections from
     * @param writer makes Spring Data's own writer, locking or not, with immediate writes or not, without statistics, of the
     *     connection factory it is given: that has the connections of the other, and sees when asynchronous writes begin and
     *     end. With any other writer the caches are looped over
     */
    public static CountingRedisCacheWriter create(
            RedisConnectionFactory connectionFactory, Function<RedisConnectionFactory, RedisCacheWriter> writer) {
        PendingWrites writes = PendingWrites.on(connectionFactory);
        RedisCacheWriter delegate = writer.apply(WatchedConnectionFactory.of(connectionFactory, writes));
        return new CountingRedisCacheWriter(connectionFactory, delegate, CacheStatisticsCollector.none(), writes);
    }

    /** Returns where the writer gets its connections from. */
    public RedisConnectionFactory getConnectionFactory() {
        return connectionFactory;
    }

    /** Returns Spring Data's own writer. */
    public RedisCacheWriter getDelegate() {
        return delegate;
    }

    /** Returns what single calls are counted with. */
    public CacheStatisticsCollector getStatisticsCollector() {
        return statistics;
    }

    /**
     * Returns the writes of single calls to a key that have begun before and have not ended: what is put, evicted and cleared
     * by writers of this kind on this connection factory.
     *
     * @param key in the form Redis gets it
     * @return what completes, always normally, when the server has answered or the driver has given up; {@code null} if
     *     nothing is under way
     */
    public @Nullable CompletableFuture<Void> pendingWrites(byte[] key) {
        return writes.to(key);
    }

    /**
     * Returns whether there is any such write, to any key: the first question of who would ask for many keys. What has begun
     * before is seen.
     */
    public boolean hasPendingWrites() {
        return writes.areAny();
    }

    /** As {@link #pendingWrites(byte[])} for all keys. */
    public @Nullable CompletableFuture<Void> pendingWrites() {
        return writes.all();
    }

    @Override
    public RedisCacheWriter withStatisticsCollector(CacheStatisticsCollector collector) {
        return new CountingRedisCacheWriter(
                connectionFactory, delegate.withStatisticsCollector(collector), collector, writes);
    }

    @Override
    public byte @Nullable [] get(String name, byte[] key) {
        return delegate.get(name, key);
    }

    @Override
    public byte @Nullable [] get(String name, byte[] key, @Nullable Duration ttl) {
        return delegate.get(name, key, ttl);
    }

    @Override
    public byte[] get(
            String name, byte[] key, Supplier<byte[]> valueLoader, @Nullable Duration ttl, boolean timeToIdleEnabled) {
        Duration ofValue = SpreadExpiry.lifeOfValue(ttl);
        if (ttl == null || ofValue == null) {
            return delegate.get(name, key, valueLoader, ttl, timeToIdleEnabled);
        }
        boolean[] nullWasLoaded = new boolean[1];
        Supplier<byte[]> watched = () -> {
            byte[] loaded = valueLoader.get();
            nullWasLoaded[0] = Arrays.equals(loaded, NULL);
            return loaded;
        };
        byte[] value = delegate.get(name, key, watched, ofValue, timeToIdleEnabled);
        if (nullWasLoaded[0]) {
            try (RedisConnection connection = connectionFactory.getConnection()) {
                connection.keyCommands().pExpire(key, ttl.toMillis());
            }
        }
        return value;
    }

    @Override
    public boolean supportsAsyncRetrieve() {
        return delegate.supportsAsyncRetrieve();
    }

    @Override
    public CompletableFuture<byte[]> retrieve(String name, byte[] key) {
        return delegate.retrieve(name, key);
    }

    @Override
    public CompletableFuture<byte[]> retrieve(String name, byte[] key, @Nullable Duration ttl) {
        return delegate.retrieve(name, key, ttl);
    }

    @Override
    public void put(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
        writes.ofKey(key, () -> delegate.put(name, key, value, ttl));
    }

    @Override
    public CompletableFuture<Void> store(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
        return writes.ofKey(key, () -> delegate.store(name, key, value, ttl));
    }

    @Override
    public byte @Nullable [] putIfAbsent(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
        return delegate.putIfAbsent(name, key, value, ttl);
    }

    // Spring Data Redis 3.5 knows remove and clean only, and no execute.
    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public void remove(String name, byte[] key) {
        writes.ofKey(key, () -> delegate.remove(name, key));
    }

    @Override
    public void evict(String name, byte[] key) {
        writes.ofKey(key, () -> delegate.evict(name, key));
    }

    @Override
    public boolean evictIfPresent(String name, byte[] key) {
        return delegate.evictIfPresent(name, key);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public void clean(String name, byte[] pattern) {
        writes.ofPattern(pattern, () -> delegate.clean(name, pattern));
    }

    @Override
    public void clear(String name, byte[] pattern) {
        writes.ofPattern(pattern, () -> delegate.clear(name, pattern));
    }

    @Override
    public boolean invalidate(String name, byte[] pattern) {
        return delegate.invalidate(name, pattern);
    }

    @Override
    public CacheStatistics getCacheStatistics(String cacheName) {
        return delegate.getCacheStatistics(cacheName);
    }

    @Override
    public void clearStatistics(String name) {
        delegate.clearStatistics(name);
    }

    @Override
    public <T extends @Nullable Object> T execute(Function<RedisConnection, T> callback) {
        return delegate.execute(callback);
    }

    private static byte[] serializedNull() {
        byte[] bytes = RedisSerializer.java().serialize(NullValue.INSTANCE);
        return (bytes == null) ? new byte[0] : bytes;
    }
}
