package io.github.ms100.cacheasmulti.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A Redis server that writes down each change before it answers, and can be stopped and started again. */
public final class RestartedRedis implements AutoCloseable {

    private final RedisServer server;

    private final Path directory;

    private RestartedRedis(RedisServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** Starts a server whose data is in an empty directory. */
    public static RestartedRedis start(Path directory) {
        RedisServer server = EmbeddedServers.start(1, "dir " + directory, "appendonly yes", "appendfsync always")
                .get(0);
        return new RestartedRedis(server, directory);
    }

    public int port() {
        return server.ports().get(0);
    }

    /** Stops it for a time, and starts it again with what it had. */
    public void restart(Duration time) {
        stop();
        startAfter(time);
    }

    /** Stops it for a time, and starts it again with nothing. */
    public void restartEmpty(Duration time) {
        stop();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                boolean unused = FileSystemUtils.deleteRecursively(file);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        startAfter(time);
    }

    private void startAfter(Duration time) {
        await().pollDelay(time).until(() -> true);
        try {
            server.start();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        await().ignoreExceptions().until(() -> {
            try (Jedis asked = new Jedis("127.0.0.1", port())) {
                return "PONG".equals(asked.ping());
            }
        });
    }

    private void stop() {
        EmbeddedServers.stop(List.of(server));
    }

    @Override
    public void close() {
        stop();
    }
}
