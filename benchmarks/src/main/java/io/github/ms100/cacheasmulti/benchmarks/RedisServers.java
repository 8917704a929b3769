package io.github.ms100.cacheasmulti.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** One Redis server, or a cluster of three masters, on free ports of this machine. */
final class RedisServers implements AutoCloseable {

    private static final int SLOTS = 16_384;

    private static final int MASTERS = 3;

    private static final int BUS = 10_000;

    private static final int ATTEMPTS = 600;

    private static final String STANDALONE = "benchmarks.redis.standalone";

    private static final String CLUSTER = "benchmarks.redis.cluster";

    private final List<RedisServer> servers = new ArrayList<>();

    private final List<Integer> ports = new ArrayList<>();

    private RedisServers() {}

    /** Returns the server that the process which started this one has passed on, or else a new one. */
    static RedisServers standalone() throws Exception {
        Optional<RedisServers> passedOn = passedOn(STANDALONE);
        return passedOn.isPresent() ? passedOn.get() : startStandalone();
    }

    /** Returns the servers that the process which started this one has passed on, or else new ones. */
    static RedisServers cluster() throws Exception {
        Optional<RedisServers> passedOn = passedOn(CLUSTER);
        return passedOn.isPresent() ? passedOn.get() : startCluster();
    }

    /** Returns the arguments for a process that is to use these servers. */
    static List<String> passOn(RedisServers standalone, RedisServers cluster) {
        return List.of(argument(STANDALONE, standalone), argument(CLUSTER, cluster));
    }

    private static String argument(String property, RedisServers servers) {
        return "-D%s=%s"
                .formatted(property, servers.ports.stream().map(String::valueOf).collect(joining(",")));
    }

    private static Optional<RedisServers> passedOn(String property) {
        String ports = System.getProperty(property);
        if (ports == null) {
            return Optional.empty();
        }
        RedisServers servers = new RedisServers();
        for (String port : ports.split(",")) {
            servers.ports.add(Integer.valueOf(port));
        }
        return Optional.of(servers);
    }

    private static RedisServers startStandalone() throws IOException {
        RedisServers started = new RedisServers();
        started.add(List.of());
        return started;
    }

    private static RedisServers startCluster() throws Exception {
        RedisServers cluster = new RedisServers();
        try {
            for (int master = 0; master < MASTERS; master++) {
                cluster.addMaster(master);
            }
            cluster.awaitReady();
            return cluster;
        } catch (Exception ex) {
            cluster.close();
            throw ex;
        }
    }

    private int add(List<String> settings) throws IOException {
        int port = freePort();
        var builder = RedisServer.newRedisServer().bind("127.0.0.1").port(port).setting("save \"\"");
        settings.forEach(builder::setting);
        RedisServer server = builder.build();
        server.start();
        servers.add(server);
        ports.add(port);
        return port;
    }

    private void addMaster(int index) throws IOException {
        int port = add(List.of("cluster-enabled yes", "cluster-config-file nodes-" + System.nanoTime() + ".conf"));
        try (Jedis added = new Jedis("127.0.0.1", port)) {
            added.clusterAddSlots(IntStream.range(SLOTS * index / MASTERS, SLOTS * (index + 1) / MASTERS)
                    .toArray());
            added.clusterMeet("127.0.0.1", ports().get(0));
        }
    }

    private void awaitReady() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (ports().stream().allMatch(RedisServers::isReady)) {
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
        return ports;
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
