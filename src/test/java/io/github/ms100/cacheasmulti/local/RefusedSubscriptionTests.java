package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("S2, L12 a subscription that is refused does no harm to the connections of the application")
@ExtendWith(OutputCaptureExtension.class)
class RefusedSubscriptionTests {

    private static final String USER = "local";

    private static final String[] RULES = {"~*", "&*", "+@all", "-subscribe"};

    /** As many as a pool holds. */
    private static final int CONNECTIONS = 8;

    /** Whether harm is done is up to the order of threads: not each time. */
    private static final int ATTEMPTS = 10;

    @ParameterizedTest
    @EnumSource
    @DisplayName("S2, L12 each connection still has the reply to its own command")
    void repliesBelongToTheirCommands(RedisClients driver, CapturedOutput output) {
        TestRedis.deleteEverything();
        areRefused(driver, TestRedis.configurationOf(USER, RULES), output);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S2, L12 each connection to a cluster still has the reply to its own command")
    void repliesOfClusterBelongToTheirCommands(RedisClients driver, CapturedOutput output) {
        RedisClusterServers cluster = TestRedisCluster.servers();
        cluster.ports()
                .forEach(port -> cluster.on(port, server -> {
                    server.aclSetUser(USER, "reset", "on", ">" + USER);
                    return server.aclSetUser(USER, RULES);
                }));
        RedisClusterConfiguration servers = cluster.configuration();
        servers.setUsername(USER);
        servers.setPassword(USER);
        areRefused(driver, servers, output);
    }

    private static void areRefused(RedisClients driver, RedisConfiguration servers, CapturedOutput output) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            isRefused(driver.connect(servers, Duration.ofMinutes(1)), attempt, output);
        }
    }

    private static void isRefused(RedisConnectionFactory connections, int attempt, CapturedOutput output) {
        try (LocalNode node = new LocalNode(connections, settings -> {})) {
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> output.getOut().split("There is no local level", -1).length > attempt);

            List<RedisConnection> all = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    all.add(connections.getConnection());
                }
                assertThat(all)
                        .allSatisfy(connection -> assertThat(connection.ping()).isEqualTo("PONG"));
            } finally {
                all.forEach(RedisConnection::close);
            }
            node.cache().put(1L, "one");
            assertThat(node.cache().get(1L, String.class)).isEqualTo("one");
        }
    }
}
