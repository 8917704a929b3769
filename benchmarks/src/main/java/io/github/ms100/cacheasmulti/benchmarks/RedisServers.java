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

    /** Where clients connect to. */
    private final List<Integer> ports = new ArrayList<>();

    private RedisServers() {}

    /** Returns the server that is shared, or else a new one. */
    static RedisServers standalone() throws Exception {
        Optional<RedisServers> shared = shared(STANDALONE);
        return shared.isPresent() ? shared.get() : startStandalone(port -> port);
    }

    /** Returns the servers that are shared, or else new ones. */
    static RedisServers cluster() throws Exception {
        Optional<RedisServers> shared = shared(CLUSTER);
        return shared.isPresent() ? shared.get() : startCluster(port -> port);
    }

    /** Has this process use the given servers, and returns the arguments for others that are to do so. */
    static List<String> share(RedisServers standalone, RedisServers cluster) {
        return List.of(share(STANDALONE, standalone), share(CLUSTER, cluster));
    }

    private static String share(String property, RedisServers servers) {
        String ports = servers.ports.stream().map(String::valueOf).collect(joining(","));
        System.setProperty(property, ports);
        return "-D%s=%s".formatted(property, ports);
    }

    private static Optional<RedisServers> shared(String property) {
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

    static RedisServers startStandalone(Front front) throws IOException {
        RedisServers started = new RedisServers();
        int port = freePort();
        started.add(port, List.of());
        started.ports.add(front.of(port));
        return started;
    }

    /** Starts servers that tell their clients to connect to what is in front of them. */
    static RedisServers startCluster(Front front) throws Exception {
        RedisServers cluster = new RedisServers();
        try {
            for (int master = 0; master < MASTERS; master++) {
                cluster.addMaster(master, front);
            }
            cluster.awaitReady();
            return cluster;
        } catch (Exception ex) {
            cluster.close();
            throw ex;
        }
    }

    private void add(int port, List<String> settings) throws IOException {
        var builder = RedisServer.newRedisServer().bind("127.0.0.1").port(port).setting("save \"\"");
        settings.forEach(builder::setting);
        RedisServer server = builder.build();
        server.start();
        servers.add(server);
    }

    private void addMaster(int index, Front front) throws IOException {
        int port = freePort();
        ports.add(front.of(port));
        add(
                port,
                List.of(
                        "cluster-enabled yes",
                        "cluster-config-file nodes-" + System.nanoTime() + ".conf",
                        "cluster-announce-port " + ports.get(index),
                        "cluster-announce-bus-port " + (port + BUS)));
        try (Jedis added = new Jedis("127.0.0.1", port)) {
            added.clusterAddSlots(IntStream.range(SLOTS * index / MASTERS, SLOTS * (index + 1) / MASTERS)
                    .toArray());
            added.clusterMeet("127.0.0.1", own().get(0));
        }
    }

    private void awaitReady() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (own().stream().allMatch(RedisServers::isReady)) {
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

    /** Returns the ports of the servers themselves, with nothing in front of them. */
    List<Integer> own() {
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

    /** Puts something between a server and its clients. */
    interface Front {

        /** Returns the port that clients connect to instead of that of the server. */
        int of(int server) throws IOException;
    }
}
