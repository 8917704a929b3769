package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("L9 what one node loads makes no work for the others, and what it evicts one message")
class StormTests {

    /** Sent by nodes of themselves, now and then. */
    private static final Set<String> OWN = Set.of("HGETALL", "SUBSCRIBE", "HELLO", "CLIENT", "PING", "AUTH");

    /** So many others at most lose their copies with them, in a JVM that is three nodes. */
    private static final int UNRELATED = 30;

    private final List<CommandProxy> proxies = new ArrayList<>();

    private final List<LocalNode> nodes = new ArrayList<>();

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(LocalNode::close);
        for (CommandProxy proxy : proxies) {
            proxy.close();
        }
    }

    private LocalNode start(RedisClients driver) throws Exception {
        CommandProxy proxy = new CommandProxy();
        proxies.add(proxy);
        LocalNode node = LocalNode.start(driver.connect(proxy.port(), Duration.ofMinutes(1)));
        nodes.add(node);
        return node;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "L9, L11 10,000 loads: no message and no command elsewhere; 500 evicts: one message, and one MGET by the next read")
    void loadsAndEvicts(RedisClients driver) throws Exception {
        LocalNode a = start(driver);
        List<LocalNode> others = List.of(start(driver), start(driver));
        a.cars().find(ids(0, 10_000));
        others.forEach(
                node -> assertThat(node.batches().multiGet(ids(0, 10_000))).hasSize(10_000));
        others.forEach(this::takeCommands);

        a.cars().find(ids(10_000, 20_000));
        others.forEach(node -> assertThat(node.localHits(() -> node.batches().multiGet(ids(0, 10_000))))
                .isEqualTo(10_000));

        awaitComparisons();
        nodes.forEach(node -> assertThat(node.events().messages).isEmpty());
        others.forEach(node -> assertThat(takeCommands(node)).isEmpty());

        a.cars().remove(ids(0, 500));
        others.forEach(node -> node.awaitReceived(1));
        awaitComparisons();
        others.forEach(node -> assertThat(takeCommands(node)).isEmpty());
        others.forEach(
                node -> assertThat(node.batches().multiGet(ids(0, 10_000))).hasSize(9_500));
        others.forEach(node -> assertThat(takeCommands(node))
                .containsOnlyKeys("MGET", "PTTL")
                .containsEntry("MGET", 1)
                .hasEntrySatisfying("PTTL", keys -> assertThat(keys).isBetween(500, 500 + UNRELATED)));
        assertThat(a.events().sent()).isOne();
        others.forEach(node -> assertThat(node.events().messages).hasSize(1));
    }

    /** Waits until every node has had time to tell what it should not tell. */
    private void awaitComparisons() {
        for (CommandProxy proxy : proxies) {
            int before = proxy.count("HGETALL");
            await().until(() -> proxy.count("HGETALL") >= before + 2);
        }
    }

    /** Returns what a node has sent since the last time, but for what it sends of itself. */
    private Map<String, Integer> takeCommands(LocalNode node) {
        Map<String, Integer> commands = proxies.get(nodes.indexOf(node)).takeCommands();
        commands.keySet().removeAll(OWN);
        return commands;
    }

    private static Set<Long> ids(int from, int to) {
        return new HashSet<>(LongStream.range(from, to).boxed().toList());
    }
}
