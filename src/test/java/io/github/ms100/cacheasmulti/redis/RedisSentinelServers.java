package io.github.ms100.cacheasmulti.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;

/** A master with a replica, watched by a sentinel. */
public final class RedisSentinelServers implements AutoCloseable {

    private static final String NAME = "watched";

    private final List<RedisServer> servers;

    private final RedisSentinel sentinel;

    private final int sentinelPort;

    private RedisSentinelServers(List<RedisServer> servers, RedisSentinel sentinel, int sentinelPort) {
        this.servers = servers;
        this.sentinel = sentinel;
        this.sentinelPort = sentinelPort;
    }

    public static RedisSentinelServers start() throws IOException {
        List<RedisServer> servers = EmbeddedServers.start(2, "repl-diskless-sync-delay 0");
        int master = servers.get(0).ports().get(0);
        try (Jedis replica = new Jedis("127.0.0.1", servers.get(1).ports().get(0))) {
            replica.replicaof("127.0.0.1", master);
        }
        int port = EmbeddedServers.freePorts(1).get(0);
        RedisSentinel sentinel = RedisSentinel.newRedisSentinel()
                .bind("127.0.0.1")
                .port(port)
                .masterName(NAME)
                .masterPort(master)
                .quorumSize(1)
                .downAfterMilliseconds(1000)
                .failOverTimeout(5000)
                .build();
        sentinel.start();
        RedisSentinelServers watched = new RedisSentinelServers(servers, sentinel, port);
        Runtime.getRuntime().addShutdownHook(new Thread(watched::close));
        watched.awaitReplica();
        return watched;
    }

    private void awaitReplica() {
        Awaitility.await("the sentinel knows the replica")
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    try (Jedis asked = new Jedis("127.0.0.1", sentinelPort)) {
                        return asked.sentinelReplicas(NAME).stream()
                                .anyMatch(replica -> "ok".equals(replica.get("master-link-status")));
                    }
                });
    }

    public RedisSentinelConfiguration configuration() {
        return new RedisSentinelConfiguration().master(NAME).sentinel("127.0.0.1", sentinelPort);
    }

    /** Ends the first master. */
    public void stopMaster() throws IOException {
        servers.get(0).stop();
    }

    @Override
    public void close() {
        try {
            sentinel.stop();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        } finally {
            EmbeddedServers.stop(servers);
        }
    }
}
