package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.SlotMove;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("L6, L12 what nodes tell each other while the slot of their numbers moves")
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class SlotMoveTests {

    private static final String NUMBERS = "cache-as-multi";

    private RedisClusterServers servers;

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
    @DisplayName("L12, L15 changes are seen by the other node, and there is no gap")
    void numbersMove(RedisClients driver) {
        servers.ports().forEach(port -> servers.on(port, server -> server.flushAll()));
        try (LocalNode a = start(driver);
                LocalNode b = start(driver)) {
            a.batches().multiPut(Map.of(1L, "old", 2L, "old"));
            b.awaitReceived(1);
            assertThat(b.batches().multiGet(List.of(1L, 2L))).hasSize(2);
            int gaps = b.events().gaps;
            SlotMove move = new SlotMove(servers, SlotHash.getSlot(NUMBERS));

            move.begin();
            move.keys(List.of(NUMBERS));
            a.cache().put(1L, "while moving");
            b.awaitReceived(2);
            assertThat(b.cache().get(1L, String.class)).isEqualTo("while moving");
            assertThat(servers.errors(move.from(), "ASK")).isPositive();

            move.end();
            a.batches().multiEvict(List.of(1L, 2L));
            b.awaitReceived(3);
            assertThat(b.batches().multiGet(List.of(1L, 2L))).isEmpty();
            assertThat(b.events().gaps).isEqualTo(gaps);
            awaitComparison();
            assertThat(b.events().gaps).isEqualTo(gaps);
        }
    }

    private LocalNode start(RedisClients driver) {
        return LocalNode.start(driver.connect(servers.configuration(), Duration.ofMinutes(1)));
    }

    /** Of both nodes: at least one of them has been sent by each since. */
    private void awaitComparison() {
        long before = servers.calls("hgetall");
        await().until(() -> servers.calls("hgetall") >= before + 4);
    }
}
