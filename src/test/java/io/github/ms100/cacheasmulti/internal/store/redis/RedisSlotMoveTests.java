package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import redis.clients.jedis.params.MigrateParams;

/** A batch is right while a slot moves from one server to another, and after it (S1). */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class RedisSlotMoveTests {

    private static final int SIZE = 40;

    private RedisClusterServers servers;

    private RedisConnectionFactory factory;

    private RedisCache source;

    private EnhancedCache cache;

    @BeforeAll
    void start() {
        servers = RedisClusterServers.start(2, 0, Duration.ofSeconds(30));
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @EnumSource
    void batchFollowsASlotFromServerToServer(RedisClients driver) throws Exception {
        connect(driver);
        try {
            Map<Object, Object> entries = entriesMostlyInOneSlot();
            Move move = new Move(slotOf("{moving}0"));
            cache.multiPut(entries);

            move.begin();
            move.keys(0, SIZE / 2);
            assertThat(values(cache.multiGet(entries.keySet()))).isEqualTo(entries);
            entries.replaceAll((key, value) -> "new " + value);
            entries.put("{moving}added", "while moving");
            cache.multiPut(entries);
            assertThat(values(cache.multiGet(entries.keySet()))).isEqualTo(entries);
            assertThat(servers.errors(move.from, "ASK")).isPositive();

            move.keys(SIZE / 2, SIZE);
            move.end();
            // The driver may have looked for the new place by itself, so that nothing is redirected any more.
            assertThat(values(cache.multiGet(entries.keySet()))).isEqualTo(entries);
            assertThat(contents(source, entries.keySet())).isEqualTo(entries);

            cache.multiEvict(entries.keySet());
            assertThat(cache.multiGet(entries.keySet())).isEmpty();
        } finally {
            disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void entriesOnBothSidesOfAMoveAreEvicted(RedisClients driver) throws Exception {
        connect(driver);
        try {
            Map<Object, Object> entries = entriesMostlyInOneSlot();
            Move move = new Move(slotOf("{moving}0"));
            cache.multiPut(entries);

            move.begin();
            move.keys(0, SIZE / 2);
            cache.multiEvict(entries.keySet());

            assertThat(cache.multiGet(entries.keySet())).isEmpty();
            move.end();
            assertThat(cache.multiGet(entries.keySet())).isEmpty();
        } finally {
            disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readersNeverMissAnEntryThatMoves(RedisClients driver) throws Exception {
        connect(driver);
        AtomicBoolean moved = new AtomicBoolean();
        try {
            Map<Object, Object> entries = entriesMostlyInOneSlot();
            cache.multiPut(entries);
            CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
                int reads = 0;
                while (!moved.get()) {
                    assertThat(values(cache.multiGet(entries.keySet()))).isEqualTo(entries);
                    reads++;
                }
                return reads;
            });

            Move move = new Move(slotOf("{moving}0"));
            move.begin();
            for (int key = 0; key < SIZE; key++) {
                move.keys(key, key + 1);
            }
            move.end();
            assertThat(values(cache.multiGet(entries.keySet()))).isEqualTo(entries);
            moved.set(true);

            assertThat(reader.get(1, TimeUnit.MINUTES)).isPositive();
        } finally {
            moved.set(true);
            disconnect();
        }
    }

    private void connect(RedisClients driver) {
        factory = driver.connect(servers.configuration(), Duration.ofMinutes(1));
        source = new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
        cache = RedisCaches.enhance(source);
    }

    private void disconnect() throws Exception {
        ((DisposableBean) factory).destroy();
    }

    private static Map<Object, Object> entriesMostlyInOneSlot() {
        Map<Object, Object> entries = new LinkedHashMap<>(entries(10));
        for (int key = 0; key < SIZE; key++) {
            entries.put("{moving}" + key, "value " + key);
        }
        return entries;
    }

    private int slotOf(String key) {
        return SlotHash.getSlot(source.getName() + "::" + key);
    }

    /** The way of a slot to the other server. */
    private final class Move {

        final int slot;

        final int from;

        final int to;

        Move(int slot) {
            this.slot = slot;
            this.from = servers.masterOf(slot, servers.ports().get(0));
            this.to = servers.ports().stream()
                    .filter(port -> port != from)
                    .findAny()
                    .orElseThrow();
        }

        void begin() {
            String source = servers.id(from);
            String target = servers.id(to);
            servers.on(to, server -> server.clusterSetSlotImporting(slot, source));
            servers.on(from, server -> server.clusterSetSlotMigrating(slot, target));
        }

        void keys(int start, int end) {
            for (int key = start; key < end; key++) {
                String rawKey = source.getName() + "::{moving}" + key;
                servers.on(
                        from, server -> server.migrate("127.0.0.1", to, 60_000, MigrateParams.migrateParams(), rawKey));
            }
        }

        /** The target hears of it first, so that the slot is never without a master. */
        void end() {
            String target = servers.id(to);
            List<String> left = servers.on(from, server -> server.clusterGetKeysInSlot(slot, 1000));
            left.forEach(key -> servers.on(
                    from, server -> server.migrate("127.0.0.1", to, 60_000, MigrateParams.migrateParams(), key)));
            servers.on(to, server -> server.clusterSetSlotNode(slot, target));
            servers.on(from, server -> server.clusterSetSlotNode(slot, target));
        }
    }
}
