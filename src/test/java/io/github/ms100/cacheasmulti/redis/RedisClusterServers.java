package io.github.ms100.cacheasmulti.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.embedded.RedisServer;

/** A Redis cluster of its own, with or without replicas: started at once, stopped with it. */
public final class RedisClusterServers implements AutoCloseable {

    private static final int SLOTS = 16_384;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<RedisServer> servers;

    private final List<Integer> ports;

    private final Map<Integer, Jedis> admins = new HashMap<>();

    private final Set<Integer> killed = new HashSet<>();

    private RedisClusterServers(List<RedisServer> servers) {
        this.servers = servers;
        this.ports = servers.stream().map(server -> server.ports().get(0)).toList();
    }

    /**
     * Starts a cluster.
     *
     * @param nodeTimeout how long a server must be silent to be taken for dead
     * @param settings more settings for the server on a port
     */
    public static RedisClusterServers start(
            int masters, int replicas, Duration nodeTimeout, IntFunction<List<String>> settings) {
        RedisClusterServers cluster = new RedisClusterServers(EmbeddedServers.start(masters + replicas, port -> {
            List<String> all = new ArrayList<>(settings.apply(port));
            all.add("cluster-enabled yes");
            all.add("cluster-config-file nodes-{port}-" + System.nanoTime() + ".conf");
            all.add("cluster-node-timeout " + nodeTimeout.toMillis());
            all.add("cluster-replica-validity-factor 0");
            all.add("repl-diskless-sync-delay 0");
            return all;
        }));
        for (int index = 0; index < cluster.ports.size(); index++) {
            cluster.join(index, masters);
        }
        cluster.awaitReady();
        for (int index = masters; index < cluster.ports.size(); index++) {
            String master = cluster.id(cluster.ports.get(index % masters));
            cluster.on(cluster.ports.get(index), server -> server.clusterReplicate(master));
        }
        cluster.awaitReplicas(replicas);
        return cluster;
    }

    public static RedisClusterServers start(int masters, int replicas, Duration nodeTimeout) {
        return start(masters, replicas, nodeTimeout, port -> List.of());
    }

    private void join(int index, int masters) {
        if (index < masters) {
            int[] slots = IntStream.range(SLOTS * index / masters, SLOTS * (index + 1) / masters)
                    .toArray();
            on(ports.get(index), server -> server.clusterAddSlots(slots));
        }
        if (index > 0) {
            on(ports.get(0), server -> server.clusterMeet("127.0.0.1", ports.get(index)));
        }
    }

    private void awaitReady() {
        Awaitility.await("all servers of the cluster know all slots")
                .pollInSameThread() // another one would wait for a class that is being initialized
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ports).allSatisfy(this::isReady));
    }

    private void isReady(int port) {
        assertThat(this.<String>on(port, Jedis::clusterInfo))
                .contains("cluster_state:ok", "cluster_slots_ok:" + SLOTS, "cluster_known_nodes:" + ports.size());
        assertThat(this.<String>on(port, Jedis::clusterNodes)).doesNotContain("handshake", "fail", "disconnected");
    }

    private void awaitReplicas(int replicas) {
        Awaitility.await("all replicas have their data, and all servers know them")
                .pollInSameThread()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ports).allSatisfy(port -> {
                    assertThat(this.<String>on(port, Jedis::clusterNodes)
                                    .lines()
                                    .filter(node -> node.contains("slave ")))
                            .hasSize(replicas);
                    assertThat(this.<String>on(port, server -> server.info("replication")))
                            .doesNotContain("master_link_status:down", "state=wait_bgsave");
                }));
    }

    public RedisClusterConfiguration configuration() {
        return new RedisClusterConfiguration(
                ports.stream().map(port -> "127.0.0.1:" + port).toList());
    }

    public List<Integer> ports() {
        return ports;
    }

    /** Returns the port of the master that serves a slot, in the eyes of a server. */
    public int masterOf(int slot, int askedPort) {
        return on(askedPort, Jedis::clusterSlots).stream()
                .map(range -> (List<?>) range)
                .filter(range -> (Long) range.get(0) <= slot && slot <= (Long) range.get(1))
                .map(range -> ((Long) ((List<?>) range.get(2)).get(1)).intValue())
                .findAny()
                .orElseThrow();
    }

    public String id(int port) {
        return on(port, Jedis::clusterMyId);
    }

    private Stream<Integer> alive() {
        return ports.stream().filter(port -> !killed.contains(port));
    }

    /** Ends the server on a port without any warning. */
    public void kill(int port) throws Exception {
        ProcessHandle process =
                ProcessHandle.of(info(port, "server", "process_id:")).orElseThrow();
        killed.add(port);
        process.destroyForcibly();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns how often all servers together have run the given command. */
    public long calls(String command) {
        return ports.stream().mapToLong(port -> calls(port, command)).sum();
    }

    public long calls(int port, String command) {
        return info(port, "commandstats", "cmdstat_" + command + ":calls=");
    }

    /** Returns how many errors with the given prefix a server has replied. */
    public long errors(int port, String prefix) {
        return info(port, "errorstats", "errorstat_" + prefix + ":count=");
    }

    /** Returns how many connections the servers have accepted so far. */
    public long connections() {
        return alive().mapToLong(port -> info(port, "stats", "total_connections_received:"))
                .sum();
    }

    private long info(int port, String section, String name) {
        String info = on(port, server -> server.info(section));
        return info.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).split(",")[0].strip())
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** Runs work on a connection that stays open, so that it does not count as a new one. */
    public synchronized <T> T on(int port, Function<Jedis, T> work) {
        Jedis server = admins.computeIfAbsent(port, free -> new Jedis("127.0.0.1", free, (int) PATIENCE.toMillis()));
        try {
            return work.apply(server);
        } catch (JedisConnectionException ex) {
            admins.remove(port).close();
            throw ex;
        }
    }

    @Override
    public void close() {
        admins.values().forEach(Jedis::close);
        EmbeddedServers.stop(servers);
    }
}
