package io.github.ms100.cacheasmulti.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** Redis servers on free ports of this machine, stopped when the run ends. */
public final class EmbeddedServers {

    /** How far above its port a server of a cluster listens for the other servers. */
    private static final int BUS = 10_000;

    /** Between a probe and the start of the server another process may take the port. */
    private static final int ATTEMPTS = 10;

    private EmbeddedServers() {}

    public static List<RedisServer> start(int count, String... settings) {
        return start(count, port -> List.of(settings));
    }

    public static List<RedisServer> start(int count, IntFunction<List<String>> settings) {
        IOException failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<RedisServer> servers = new ArrayList<>();
            try {
                for (int port : freePorts(count)) {
                    servers.add(startOn(port, settings.apply(port)));
                }
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(servers)));
                return servers;
            } catch (IOException ex) {
                stop(servers);
                failure = ex;
            }
        }
        throw new UncheckedIOException("No embedded Redis server started in " + ATTEMPTS + " attempts", failure);
    }

    private static RedisServer startOn(int port, List<String> settings) throws IOException {
        RedisServerBuilder builder =
                RedisServer.newRedisServer().bind("127.0.0.1").port(port).setting("save \"\"");
        for (String setting : settings) {
            builder.setting(setting.replace("{port}", String.valueOf(port)));
        }
        RedisServer server = builder.build();
        server.start();
        return server;
    }

    static void stop(List<RedisServer> servers) {
        for (RedisServer server : servers) {
            try {
                server.stop();
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
    }

    /** Returns different ports that are free now, and whose cluster bus is free too. */
    static List<Integer> freePorts(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (ports.size() < count) {
                int port = candidate();
                if (hold(port, held) && hold(port + BUS, held)) {
                    ports.add(port);
                }
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    /** Returns a port that, like its bus, lies below those the system gives to outgoing connections by itself. */
    private static int candidate() {
        return ThreadLocalRandom.current().nextInt(12_000, 22_000);
    }

    private static boolean hold(int port, List<ServerSocket> held) {
        try {
            held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            return true;
        } catch (IOException ex) {
            return false;
        }
    }
}
