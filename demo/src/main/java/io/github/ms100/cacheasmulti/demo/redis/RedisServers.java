package io.github.ms100.cacheasmulti.demo.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** Real Redis servers on free ports of this machine. */
public final class RedisServers {

    private static final int ATTEMPTS = 10;

    private RedisServers() {}

    /** Starts a server; if another process takes the port after it was found free, on another port. */
    public static RedisServer start() {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOn(freePort());
            } catch (IOException exception) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("The embedded Redis server did not start", exception);
                }
            }
        }
    }

    private static RedisServer startOn(int port) throws IOException {
        RedisServer server = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("save \"\"")
                .build();
        server.start();
        return server;
    }

    public static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Returns a port on which nothing listens. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
