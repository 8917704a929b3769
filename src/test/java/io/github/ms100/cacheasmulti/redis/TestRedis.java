package io.github.ms100.cacheasmulti.redis;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/**
 * The Redis server of the tests: one for the whole run, started when first asked for.
 *
 * <p>{@code CACHE_AS_MULTI_REDIS_URL} ({@code redis://host:port}) names another one to use; its data is deleted.
 */
public final class TestRedis {

    /** What the keys begin with that stay. */
    public static final String LASTING = "lasting ";

    private TestRedis() {}

    public static String host() {
        return Server.ADDRESS.getHost();
    }

    public static int port() {
        return Server.ADDRESS.getPort();
    }

    /** Returns a started factory, which the caller destroys. */
    public static LettuceConnectionFactory lettuce() {
        return lettuce(port(), Duration.ofMinutes(1));
    }

    public static LettuceConnectionFactory lettuce(int port, Duration timeout) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                configuration(port),
                LettuceClientConfiguration.builder().commandTimeout(timeout).build());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    /** Returns a started factory of a user who may do what the rules say and nothing else, which the caller destroys. */
    public static LettuceConnectionFactory lettuce(String user, String... rules) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(configurationOf(user, rules));
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    /** Returns how a user connects who may do what the rules say and nothing else. */
    public static RedisStandaloneConfiguration configurationOf(String user, String... rules) {
        try (Jedis admin = new Jedis(host(), port())) {
            admin.aclSetUser(user, "reset", "on", ">" + user);
            admin.aclSetUser(user, rules);
        }
        RedisStandaloneConfiguration configuration = configuration(port());
        configuration.setUsername(user);
        configuration.setPassword(user);
        return configuration;
    }

    /** Returns a started factory that pools its connections, which the caller destroys. */
    public static JedisConnectionFactory jedis() {
        return jedis(port(), Duration.ofMinutes(1));
    }

    public static JedisConnectionFactory jedis(int port, Duration timeout) {
        JedisClientConfiguration client = JedisClientConfiguration.builder()
                .readTimeout(timeout)
                .usePooling()
                .build();
        JedisConnectionFactory factory = new JedisConnectionFactory(configuration(port), client);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    public static RedisStandaloneConfiguration configuration(int port) {
        return new RedisStandaloneConfiguration(host(), port);
    }

    /** Runs work on a connection that no test counts as its own. */
    public static <T> T onServer(Function<RedisConnection, T> work) {
        try (RedisConnection connection = Server.ADMIN.getConnection()) {
            return work.apply(connection);
        }
    }

    /** Deletes all keys, but for those of levels that other tests go on with. */
    public static void deleteEverything() {
        byte[][] keys = keys();
        onServer(connection -> (keys.length == 0) ? 0 : connection.keyCommands().del(keys));
    }

    /** Returns all keys, but for those of levels that other tests go on with. */
    public static byte[][] keys() {
        return onServer(connection -> connection.keyCommands().keys("*".getBytes(StandardCharsets.UTF_8)).stream()
                .filter(key -> !new String(key, StandardCharsets.UTF_8).startsWith(LASTING))
                .toArray(byte[][]::new));
    }

    /** Returns how often the server has run the given command. */
    public static long calls(String command) {
        Properties stats = onServer(connection -> connection.serverCommands().info("commandstats"));
        String line = stats.getProperty("cmdstat_" + command, "calls=0,");
        return Long.parseLong(line.substring("calls=".length(), line.indexOf(',')));
    }

    public static long info(String section, String property) {
        Properties info = onServer(connection -> connection.serverCommands().info(section));
        return Long.parseLong(info.getProperty(property));
    }

    /** Starts the server with the first use of this class. */
    private static final class Server {

        static final URI ADDRESS = start();

        static final LettuceConnectionFactory ADMIN = lettuceAt(ADDRESS);

        private static LettuceConnectionFactory lettuceAt(URI address) {
            LettuceConnectionFactory factory = new LettuceConnectionFactory(
                    new RedisStandaloneConfiguration(address.getHost(), address.getPort()));
            factory.afterPropertiesSet();
            factory.start();
            return factory;
        }

        private static URI start() {
            String url = System.getenv("CACHE_AS_MULTI_REDIS_URL");
            if (url != null) {
                return URI.create(url);
            }
            RedisServer server = EmbeddedServers.start(1).get(0);
            return URI.create("redis://127.0.0.1:" + server.ports().get(0));
        }
    }
}
