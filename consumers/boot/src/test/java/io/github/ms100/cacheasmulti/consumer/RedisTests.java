package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;

/** The application with Redis. */
@SpringBootTest(properties = "spring.cache.type=redis", webEnvironment = WebEnvironment.NONE)
@DirtiesContext
class RedisTests extends GarageTests {

    private static final RedisServer REDIS = start();

    @Autowired
    StringRedisTemplate redis;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.host", () -> "127.0.0.1");
        properties.add("spring.data.redis.port", () -> REDIS.ports().get(0));
    }

    @AfterAll
    static void stop() throws IOException {
        REDIS.stop();
    }

    @Test
    void aBatchIsReadByOneCommandAndHasAKeyPerElement() {
        garage.findByIds(List.of(71, 72, 73));
        redis.execute(commands(RedisServerCommands::resetConfigStats));

        garage.findByIds(List.of(71, 72, 73));

        Properties calls = redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats"));
        assertThat(calls.getProperty("cmdstat_mget")).startsWith("calls=1,");
        assertThat(calls).doesNotContainKeys("cmdstat_get", "cmdstat_set");
        assertThat(redis.keys("cars::7*")).containsExactlyInAnyOrder("cars::71", "cars::72", "cars::73");
    }

    private static RedisCallback<Void> commands(java.util.function.Consumer<RedisServerCommands> commands) {
        return connection -> {
            commands.accept(connection.serverCommands());
            return null;
        };
    }

    // Another process may take the port after it was found free.
    private static RedisServer start() {
        IOException failure = null;
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                RedisServer server = RedisServer.newRedisServer()
                        .bind("127.0.0.1")
                        .port(freePort())
                        .setting("save \"\"")
                        .build();
                server.start();
                return server;
            } catch (IOException exception) {
                failure = exception;
            }
        }
        throw new UncheckedIOException("The embedded Redis server did not start", failure);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
