package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.SlotMove;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.cache.RedisCache;

/** A batch is right while a slot moves from one server to another, and after it (S1), with local copies, too (L1). */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class RedisSlotMoveTests {

    private static final int SIZE = 40;

    private RedisClusterServers servers;

    private Clients.Connected connected;

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
    void batchFollowsASlotFromServerToServer(Clients clients) throws Exception {
        connect(clients);
        try {
            Map<Object, Object> entries = entriesMostlyInOneSlot();
            SlotMove move = new SlotMove(servers, slotOf("{moving}0"));
            cache.multiPut(entries);

            move.begin();
            move.keys(movingKeys(0, SIZE / 2));
            assertThat(read(entries)).isEqualTo(entries);
            entries.replaceAll((key, value) -> "new " + value);
            entries.put("{moving}added", "while moving");
            cache.multiPut(entries);
            assertThat(read(entries)).isEqualTo(entries);
            assertThat(servers.errors(move.from(), "ASK")).isPositive();

            move.keys(movingKeys(SIZE / 2, SIZE));
            move.end();
            // The driver may have looked for the new place by itself, so that nothing is redirected any more.
            assertThat(read(entries)).isEqualTo(entries);
            RedisCaches.changedPastTheLibrary();
            assertThat(contents(source, entries.keySet())).isEqualTo(entries);

            cache.multiEvict(entries.keySet());
            assertThat(cache.multiGet(entries.keySet())).isEmpty();
        } finally {
            disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void entriesOnBothSidesOfAMoveAreEvicted(Clients clients) throws Exception {
        connect(clients);
        try {
            Map<Object, Object> entries = entriesMostlyInOneSlot();
            SlotMove move = new SlotMove(servers, slotOf("{moving}0"));
            cache.multiPut(entries);

            move.begin();
            move.keys(movingKeys(0, SIZE / 2));
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
    void readersNeverMissAnEntryThatMoves(Clients clients) throws Exception {
        connect(clients);
        AtomicBoolean moved = new AtomicBoolean();
        try {
            Map<Object, Object> entries = entriesMostlyInOneSlot();
            cache.multiPut(entries);
            CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
                int reads = 0;
                while (!moved.get()) {
                    assertThat(read(entries)).isEqualTo(entries);
                    reads++;
                }
                return reads;
            });

            SlotMove move = new SlotMove(servers, slotOf("{moving}0"));
            move.begin();
            for (int key = 0; key < SIZE; key++) {
                move.keys(movingKeys(key, key + 1));
            }
            move.end();
            assertThat(read(entries)).isEqualTo(entries);
            moved.set(true);

            assertThat(reader.get(1, TimeUnit.MINUTES)).isPositive();
        } finally {
            moved.set(true);
            disconnect();
        }
    }

    private void connect(Clients clients) {
        connected = clients.connect(servers.configuration(), Duration.ofMinutes(1));
        source = new RedisCaches(connected.factory())
                .create(configuration -> configuration.entryTtl(Duration.ofHours(1)));
        cache = RedisCaches.enhance(source);
    }

    private void disconnect() throws Exception {
        connected.close();
    }

    /** Returns what Redis has, copies aside. */
    private Map<Object, Object> read(Map<Object, Object> entries) {
        RedisCaches.changedPastTheLibrary();
        return values(cache.multiGet(entries.keySet()));
    }

    private List<String> movingKeys(int start, int end) {
        return IntStream.range(start, end)
                .mapToObj(key -> source.getName() + "::{moving}" + key)
                .toList();
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
}
