package io.github.ms100.cacheasmulti.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A Redis cluster of three masters on free ports of this machine. */
final class RedisClusterServers implements AutoCloseable {

    private static final int SLOTS = 16_384;

    private static final int MASTERS = 3;

    private static final int BUS = 10_000;

    private static final int ATTEMPTS = 600;

    private final List<RedisServer> servers = new ArrayList<>();

    private RedisClusterServers() {}

    static RedisClusterServers start() throws Exception {
        RedisClusterServers cluster = new RedisClusterServers();
        try {
            for (int master = 0; master < MASTERS; master++) {
                cluster.add(master);
            }
            cluster.awaitReady();
            return cluster;
        } catch (Exception ex) {
            cluster.close();
            throw ex;
        }
    }

    private void add(int index) throws IOException {
        int port = freePort();
        RedisServer server = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("save \"\"")
                .setting("cluster-enabled yes")
                .setting("cluster-config-file nodes-" + port + "-" + System.nanoTime() + ".conf")
                .build();
        server.start();
        servers.add(server);
        try (Jedis added = new Jedis("127.0.0.1", port)) {
            added.clusterAddSlots(IntStream.range(SLOTS * index / MASTERS, SLOTS * (index + 1) / MASTERS)
                    .toArray());
            added.clusterMeet("127.0.0.1", ports().get(0));
        }
    }

    private void awaitReady() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (ports().stream().allMatch(RedisClusterServers::isReady)) {
                return;
            }
            never.await(100, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("The servers did not become a cluster");
    }

    private static boolean isReady(int port) {
        try (Jedis server = new Jedis("127.0.0.1", port)) {
            String info = server.clusterInfo();
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
        }
    }

    List<Integer> ports() {
        return servers.stream().map(server -> server.ports().get(0)).toList();
    }

    @Override
    public void close() throws IOException {
        for (RedisServer server : servers) {
            server.stop();
        }
    }

    /** Returns a free port that, like its bus, lies below those the system gives to outgoing connections by itself. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 22_000);
            if (isFree(port) && isFree(port + BUS)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException ex) {
            return false;
        }
    }
}
