package io.github.ms100.cacheasmulti.redis;

import java.time.Duration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

/** A Redis cluster of three masters: one for the whole run, started when first asked for. */
public final class TestRedisCluster {

    private TestRedisCluster() {}

    public static RedisClusterConfiguration configuration() {
        return servers().configuration();
    }

    public static RedisClusterServers servers() {
        return Cluster.SERVERS;
    }

    /** Starts the cluster with the first use of this class. */
    private static final class Cluster {

        // A server that a busy machine stalls is not down.
        static final RedisClusterServers SERVERS = RedisClusterServers.start(3, 0, Duration.ofSeconds(30));
    }
}
