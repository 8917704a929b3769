package io.github.ms100.cacheasmulti.local.process;

import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClusterFailoverOption;

/** Lets replicas of a cluster become masters, of one third of the slots after the other, beginning with what nodes count. */
final class ClusterFailOvers {

    private static final int MASTERS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A server that is stalled is not dead. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(15);

    /** A server that is not elected within five seconds gives it up; nobody votes twice within two time-outs of nodes. */
    private static final long ATTEMPT = Duration.ofSeconds(6).toNanos();

    private final RedisClusterServers servers;

    private final int channelSlot;

    private int electedLast = 2;

    private int takenLast;

    private long asked;

    ClusterFailOvers(RedisClusterServers servers, String channel) {
        this.servers = servers;
        this.channelSlot = SlotHash.getSlot(channel);
    }

    /** Starts a cluster of masters with a replica each. */
    static RedisClusterServers start() {
        return RedisClusterServers.start(MASTERS, MASTERS, NODE_TIMEOUT);
    }

    /** Lets one do so when it has all that its master has; nothing is lost. */
    void inOrder() {
        electedLast = (electedLast + 1) % MASTERS;
        int replica = replica(electedLast);
        asked = System.nanoTime() - ATTEMPT;
        await().atMost(PATIENCE).until(() -> {
            boolean isMaster = replication(replica).contains("role:master");
            if (!isMaster && System.nanoTime() - asked >= ATTEMPT) {
                asked = System.nanoTime();
                String unused = servers.on(replica, Jedis::clusterFailover);
            }
            return isMaster;
        });
        awaitMaster(replica);
    }

    /** Lets one do so at once; returns when what was acknowledged may have been lost. */
    Loss atOnce() {
        takenLast = (takenLast + 1) % MASTERS;
        int replica = replica(takenLast);
        long begun = System.nanoTime();
        String unused = servers.on(replica, server -> server.clusterFailover(ClusterFailoverOption.TAKEOVER));
        awaitMaster(replica);
        return Loss.since(begun);
    }

    private int replica(int third) {
        int slot = (channelSlot + third * SlotHash.SLOT_COUNT / MASTERS) % SlotHash.SLOT_COUNT;
        List<Integer> ports = servers.ports();
        String ofMaster = "master_port:%d\r\n".formatted(servers.masterOf(slot, ports.get(0)));
        return ports.stream()
                .filter(port -> replication(port).contains(ofMaster))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until all servers agree that it is one, and all replicas have their data. */
    private void awaitMaster(int port) {
        String myself = servers.id(port);
        await().atMost(PATIENCE).until(() -> servers.ports().stream().allMatch(asked -> isMaster(myself, asked)));
        await().atMost(PATIENCE).until(() -> servers.ports().stream()
                .map(this::replication)
                .allMatch(replication ->
                        replication.contains("role:master") || replication.contains("master_link_status:up")));
    }

    private boolean isMaster(String id, int askedPort) {
        return servers.<String>on(askedPort, Jedis::clusterNodes)
                .lines()
                .anyMatch(node -> node.startsWith(id) && node.contains("master"));
    }

    private String replication(int port) {
        return servers.on(port, server -> server.info("replication"));
    }
}
