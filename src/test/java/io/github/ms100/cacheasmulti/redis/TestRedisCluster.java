package io.github.ms100.cacheasmulti.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import redis.embedded.RedisServer;
import redis.embedded.RedisShardedCluster;

/** A Redis cluster of three masters: one for the whole run, started when first asked for. */
public final class TestRedisCluster {

    private TestRedisCluster() {}

    public static RedisClusterConfiguration configuration() {
        return new RedisClusterConfiguration(
                Cluster.PORTS.stream().map(port -> "127.0.0.1:" + port).toList());
    }

    /** Starts the cluster with the first use of this class. */
    private static final class Cluster {

        static final List<Integer> PORTS = start();

        private static List<Integer> start() {
            try {
                List<Integer> ports = Stream.generate(TestRedis::freePort)
                        .filter(port -> port < 55_000) // the cluster bus listens 10 000 ports higher
                        .distinct()
                        .limit(3)
                        .toList();
                RedisShardedCluster cluster = RedisShardedCluster.newRedisCluster()
                        .withServerBuilder(
                                RedisServer.newRedisServer().bind("127.0.0.1").setting("save \"\""))
                        .serverPorts(ports)
                        .shard("one", 0)
                        .shard("two", 0)
                        .shard("three", 0)
                        .build();
                cluster.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cluster)));
                return ports;
            } catch (IOException ex) {
                throw new UncheckedIOException("The embedded Redis cluster did not start", ex);
            }
        }

        private static void stop(RedisShardedCluster cluster) {
            try {
                cluster.stop();
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }
}
