package io.github.ms100.cacheasmulti.equivalence;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * What batch methods work on whose results come later.
 *
 * @param newCache makes a cache of some name
 * @param kin what its entries look like
 * @param connections {@code null} if it is not reached by any of its own
 * @param size how many calls of a hundred are made on it
 */
record LaterStore(
        String name, TestStore kin, Function<String, Cache> newCache, RedisConnectionFactory connections, int size) {

    static List<LaterStore> all() {
        List<LaterStore> stores = new ArrayList<>();
        for (TestStore store : TestStore.values()) {
            int size = store.hasLocalLevel() ? 10 : store.isRedis() ? 40 : 100;
            stores.add(new LaterStore(store.name(), store, store::newCache, null, size));
        }
        stores.add(new LaterStore("CAFFEINE in async mode", TestStore.CAFFEINE, LaterStore::asyncCaffeine, null, 100));
        stores.add(onRedis("REDIS with Lettuce, counted", TestRedis.lettuce()));
        stores.add(onRedis("REDIS with Jedis, counted", TestRedis.jedis()));
        stores.add(onRedis(
                "REDIS in a cluster",
                RedisClients.LETTUCE.connect(TestRedisCluster.configuration(), Duration.ofMinutes(1))));
        TestStore map = TestStore.CONCURRENT_MAP;
        stores.add(new LaterStore("batch caches of the application", map, UnreliableCache::new, null, 100));
        stores.add(new LaterStore(
                "caches of the application", map, name -> new Looped(new UnreliableCache(name)), null, 100));
        return stores;
    }

    private static LaterStore onRedis(String name, RedisConnectionFactory connections) {
        return new LaterStore(
                name,
                TestStore.REDIS,
                cache -> TestStore.newRedisCache(cache, SpringLine.redisWriter(connections)),
                connections,
                30);
    }

    private static Cache asyncCaffeine(String name) {
        return new CaffeineCache(name, Caffeine.newBuilder().buildAsync(), !name.equals(TestStore.REFUSING));
    }

    List<Cache> newCaches() {
        return TestStore.NAMES.stream().map(newCache).toList();
    }

    EnhancedCacheConverter<?> converter() {
        return (connections == null) ? TestStore.redisConverter() : TestStore.redisConverterOn(connections);
    }

    /** Returns what a cache holds. */
    Map<?, ?> dump(Cache cache) {
        if (connections == null) {
            return kin.dump(cache);
        }
        String prefix = prefix(cache);
        Map<String, String> entries = new LinkedHashMap<>();
        try (RedisConnection connection = connections.getConnection()) {
            for (byte[] key : connection.keyCommands().keys(bytes(prefix + "*"))) {
                entries.put(
                        new String(key, StandardCharsets.UTF_8).substring(prefix.length()),
                        new String(connection.stringCommands().get(key), StandardCharsets.ISO_8859_1));
            }
        }
        return entries;
    }

    /** Lets an entry hold what nobody can read, if that is possible. */
    void spoil(Cache cache, Object key) {
        if (connections != null) {
            try (RedisConnection connection = connections.getConnection()) {
                connection.stringCommands().set(bytes(prefix(cache) + key), bytes("spoilt"));
            }
        }
    }

    boolean canFail() {
        return connections != null || unreliable(newCache.apply(TestStore.REFUSING)) != null;
    }

    private static String prefix(Cache cache) {
        return ((RedisCache) cache).getCacheConfiguration().getKeyPrefixFor(cache.getName());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets a cache fail from now on, if it can; {@code null} ends that. */
    static void fail(Cache cache, RuntimeException failure) {
        UnreliableCache unreliable = unreliable(cache);
        if (unreliable != null) {
            unreliable.failWith(failure);
        }
    }

    private static UnreliableCache unreliable(Cache cache) {
        return cache instanceof UnreliableCache unreliable
                ? unreliable
                : cache instanceof Looped looped ? looped.target : null;
    }

    /** Forgets what the caches have been asked. */
    void forgetCalls(Iterable<? extends Cache> caches) {
        caches.forEach(cache -> {
            if (unreliable(cache) != null) {
                unreliable(cache).calls().clear();
            }
        });
        if (connections != null) {
            try (RedisConnection connection = connections.getConnection()) {
                connection.serverCommands().resetConfigStats();
            }
        }
    }

    /** Returns what caches or servers have been asked since; that it was at once is not told. */
    List<String> calls(Iterable<? extends Cache> caches) {
        List<String> calls = new ArrayList<>();
        for (Cache cache : caches) {
            if (unreliable(cache) != null) {
                unreliable(cache)
                        .calls()
                        .forEach(call -> calls.add(
                                call.replace("evictIfPresent", "evict").replace("invalidate", "clear")));
            }
        }
        if (connections != null) {
            calls.add(commands().toString());
        }
        return calls;
    }

    /** Returns how often each was sent; of a cluster, by however many nodes. */
    private Map<String, Integer> commands() {
        Map<String, Integer> commands = new TreeMap<>();
        try (RedisConnection connection = connections.getConnection()) {
            Properties statistics = connection.serverCommands().info("commandstats");
            statistics.forEach((name, value) -> {
                String command = name.toString().replaceFirst(".*cmdstat_", "");
                if (!command.matches("(info|config|ping|hello|client|cluster|select).*")) {
                    commands.merge(
                            command, Integer.valueOf(value.toString().replaceAll("calls=|,.*", "")), Integer::sum);
                }
            });
        }
        return commands;
    }

    void close() throws Exception {
        if (connections instanceof DisposableBean disposable) {
            disposable.destroy();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** A cache of a class that nobody knows. */
    private static final class Looped extends WrappedCache {

        private final UnreliableCache target;

        Looped(UnreliableCache target) {
            super(target);
            this.target = target;
        }

        @Override
        public boolean evictIfPresent(Object key) {
            target.evict(key);
            return true;
        }
    }
}
