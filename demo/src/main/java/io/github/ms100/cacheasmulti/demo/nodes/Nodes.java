package io.github.ms100.cacheasmulti.demo.nodes;

import io.github.ms100.cacheasmulti.demo.redis.RedisServers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import redis.embedded.RedisServer;

/**
 * Two nodes of one application, and the Redis server and the database they share. Each node is an application context of its own,
 * with its own web server, cache manager, local copies and connections; they know of each other by Redis alone.
 */
public final class Nodes implements AutoCloseable {

    /** Of both nodes. */
    public static final String PROFILE = "nodes";

    private static final Log LOGGER = LogFactory.getLog(Nodes.class);

    private static final List<String> NAMES = List.of("A", "B");

    private final Map<String, ConfigurableApplicationContext> contexts = new LinkedHashMap<>();

    private final RedisServer redis = RedisServers.start();

    private final Runnable stopRedis = () -> RedisServers.stop(redis);

    private Nodes() {
        // Last of all: the nodes close their connections before.
        SpringApplication.getShutdownHandlers().add(stopRedis);
    }

    /** Returns whether the arguments, or the surroundings, say that two nodes are wanted. */
    public static boolean areWanted(String... args) {
        return environment(args).acceptsProfiles(Profiles.of(PROFILE));
    }

    private static StandardEnvironment environment(String... args) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        return environment;
    }

    /** Starts the server and both nodes: the first on the port that the arguments say, the other on the one above. */
    public static Nodes start(Class<?> application, String... args) {
        int port = environment(args).getProperty("server.port", Integer.class, 8080);
        Nodes nodes = new Nodes();
        try {
            for (String name : NAMES) {
                int place = nodes.contexts.size();
                nodes.start(application, name, (port == 0) ? 0 : port + place, args);
            }
        } catch (RuntimeException exception) {
            nodes.close();
            throw exception;
        }
        LOGGER.info(
                "Open http://localhost:%d/nodes.html - two nodes, on ports %d and %d, cache: Redis on port %d - Ctrl-C stops"
                        .formatted(nodes.port("A"), nodes.port("A"), nodes.port("B"), nodes.redisPort()));
        return nodes;
    }

    private void start(Class<?> application, String name, int port, String... args) {
        Map<String, Object> settings = Map.of(
                "server.port",
                port,
                "spring.data.redis.host",
                "127.0.0.1",
                "spring.data.redis.port",
                redisPort(),
                "spring.datasource.url",
                "jdbc:h2:mem:nodes-" + redisPort(),
                "spring.sql.init.mode",
                contexts.isEmpty() ? "always" : "never");
        SpringApplication node = new SpringApplication(application);
        node.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("node " + name, settings));
            context.getBeanFactory().registerSingleton("nodes", this);
        });
        contexts.put(name, node.run(args));
    }

    private int redisPort() {
        return redis.ports().get(0);
    }

    /** Returns the names of those that have started. */
    public List<String> names() {
        return new ArrayList<>(contexts.keySet());
    }

    /** Returns a node, or {@code null} if none has that name. */
    public @Nullable Node node(String name) {
        ConfigurableApplicationContext context = contexts.get(name);
        return (context == null) ? null : context.getBean(Node.class);
    }

    /** Returns the port on which a node answers. */
    public int port(String name) {
        WebServerApplicationContext context = (WebServerApplicationContext) contexts.get(name);
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    @Override
    public void close() {
        contexts.values().forEach(ConfigurableApplicationContext::close);
        SpringApplication.getShutdownHandlers().remove(stopRedis);
        stopRedis.run();
    }
}
