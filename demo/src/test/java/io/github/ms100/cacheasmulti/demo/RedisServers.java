package io.github.ms100.cacheasmulti.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** Real Redis servers on free ports of this machine. */
final class RedisServers {

    private RedisServers() {}

    static RedisServer start() {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .bind("127.0.0.1")
                    .port(freePort())
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
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
