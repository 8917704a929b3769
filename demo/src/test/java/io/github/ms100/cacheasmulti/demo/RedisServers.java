package io.github.ms100.cacheasmulti.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** Real Redis servers on free ports of this machine. */
final class RedisServers {

    private RedisServers() {}

    /** Starts a server; if another process takes the port after it was found free, on another port. */
    static RedisServer start() {
        IOException failure = null;
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                return startOn(freePort());
            } catch (IOException exception) {
                failure = exception;
            }
        }
        throw new UncheckedIOException("The embedded Redis server did not start", failure);
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

    static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Returns a port on which nothing listens. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
