package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.CacheRefusedException;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Gives caches of Redis their local level; one node for all of them on one server. Thread-safe. */
final class LocalLevels implements LocalLevel {

    private final RedisConnectionFactory connections;

    private final LocalLevel.Settings settings;

    private final Map<RedisConnectionFactory, LocalServer> servers = new ConcurrentHashMap<>();

    private final Map<RedisCacheWriter, RedisBackend> backends = new ConcurrentHashMap<>();

    private final Set<String> made = ConcurrentHashMap.newKeySet();

    private LocalLevels(RedisConnectionFactory connections, LocalLevel.Settings settings) {
        this.connections = connections;
        this.settings = settings;
        LocalLevelRules.check(settings);
    }

    @Override
    public RedisCacheManager apply(RedisCacheManager manager) {
        if (manager instanceof TwoLevelRedisCacheManager) {
            return manager;
        }
        LocalLevelRules.check(manager);
        return TwoLevelRedisCacheManager.of(manager, this);
    }

    /** Returns the names of the caches that have one. */
    Set<String> names() {
        return settings.caches().keySet();
    }

    /** Puts a local level in front of a cache, if it is to have one. */
    RedisCache before(RedisCache cache) {
        LocalLevel.CacheSettings wanted = settings.caches().get(cache.getName());
        if (wanted == null) {
            return cache;
        }
        RedisCacheWriter writer = cache.getNativeCache();
        RedisConnectionFactory used = connectionsOf(writer);
        RedisBackend.Connections lent = RedisBackend.Connections.of(writer, () -> used);
        LocalLevelRules.check(cache, lent != null);
        LocalLevelRules.checkServer(cache, settings.amongSeveral());
        LocalServer server = servers.computeIfAbsent(used, this::open);
        made.add(cache.getName());
        return new TwoLevelRedisCache(cache, server, settings(cache, server, wanted, Objects.requireNonNull(lent)));
    }

    private TwoLevelStore.Settings settings(
            RedisCache cache, LocalServer server, LocalLevel.CacheSettings wanted, RedisBackend.Connections lent) {
        RedisCacheWriter writer = cache.getNativeCache();
        return new TwoLevelStore.Settings(
                backends.computeIfAbsent(writer, any -> new RedisBackend(any, lent)),
                settings.maxBatchSize().keys(),
                RedisCacheConverter.statisticsOf(writer),
                server.copies(wanted.maximumSize(), wanted.timeToLive()),
                wanted.copies() == LocalLevel.Copies.BYTES,
                cache.getCacheConfiguration().getKeySerializationPair() == LocalLevel.textKeys());
    }

    private LocalServer open(RedisConnectionFactory used) {
        LocalServer server = new LocalServer(used, settings);
        server.open();
        return server;
    }

    private RedisConnectionFactory connectionsOf(RedisCacheWriter writer) {
        return (writer instanceof CountingRedisCacheWriter counting) ? counting.getConnectionFactory() : connections;
    }

    @Override
    public void check() {
        Set<String> missing = new TreeSet<>(settings.caches().keySet());
        missing.removeAll(made);
        LocalLevelRules.checkNoneIsMissing(missing);
    }

    @Override
    public void close() {
        servers.values().forEach(LocalServer::close);
    }

    /** Named in {@code META-INF/spring.factories}. */
    static final class Factory implements LocalLevel.Factory {

        @Override
        public LocalLevel open(RedisConnectionFactory connectionFactory, LocalLevel.Settings settings) {
            if (!OptionalLibrary.CAFFEINE.isPresent()) {
                throw new CacheRefusedException(
                        "A local level in front of Redis needs Caffeine, which is not on the class path",
                        "Add com.github.ben-manes.caffeine:caffeine.");
            }
            return new LocalLevels(connectionFactory, settings);
        }
    }
}
