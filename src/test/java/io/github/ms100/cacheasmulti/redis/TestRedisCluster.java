package io.github.ms100.cacheasmulti.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import redis.clients.jedis.Jedis;

/** A Redis cluster of three masters: one for the whole run, started when first asked for. */
public final class TestRedisCluster {

    private TestRedisCluster() {}

    public static RedisClusterConfiguration configuration() {
        return new RedisClusterConfiguration(
                Cluster.PORTS.stream().map(port -> "127.0.0.1:" + port).toList());
    }

    /** Starts the cluster with the first use of this class. */
    private static final class Cluster {

        private static final int SLOTS = 16_384;

        static final List<Integer> PORTS = start();

        private static List<Integer> start() {
            List<Integer> ports = EmbeddedServers.start(
                            3,
                            "cluster-enabled yes",
                            "cluster-config-file nodes-{port}-" + System.nanoTime() + ".conf",
                            // A server that a busy machine stalls is not down.
                            "cluster-node-timeout 30000")
                    .stream()
                    .map(server -> server.ports().get(0))
                    .toList();
            for (int index = 0; index < ports.size(); index++) {
                join(index, ports);
            }
            Awaitility.await("all servers of the cluster know all slots")
                    .pollInSameThread() // another one would wait for this class to be initialized
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(ports).allSatisfy(Cluster::isReady));
            return ports;
        }

        private static void join(int index, List<Integer> ports) {
            int[] slots = IntStream.range(SLOTS * index / ports.size(), SLOTS * (index + 1) / ports.size())
                    .toArray();
            on(ports.get(index), server -> server.clusterAddSlots(slots));
            if (index > 0) {
                on(ports.get(0), server -> server.clusterMeet("127.0.0.1", ports.get(index)));
            }
        }

        private static void isReady(int port) {
            assertThat(on(port, Jedis::clusterInfo))
                    .contains("cluster_state:ok", "cluster_slots_ok:" + SLOTS, "cluster_known_nodes:3");
            assertThat(on(port, Jedis::clusterNodes)).doesNotContain("handshake", "fail", "disconnected");
        }

        private static <T> T on(int port, Function<Jedis, T> work) {
            try (Jedis server = new Jedis("127.0.0.1", port)) {
                return work.apply(server);
            }
        }
    }
}
