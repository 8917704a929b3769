package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisSentinelServers;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("L15 two nodes whose master fails over")
@Tag("slow")
class LocalSentinelTests {

    @ParameterizedTest
    @EnumSource
    @DisplayName("L12, L14, L15 what is changed after a fail-over is seen by the others")
    void failOver(RedisClients driver) throws Exception {
        Duration timeout = Duration.ofSeconds(2);
        Duration patience = Duration.ofMinutes(1);
        try (RedisSentinelServers servers = RedisSentinelServers.start();
                LocalNode a = LocalNode.start(driver.connect(servers.configuration(), timeout));
                LocalNode b = LocalNode.start(driver.connect(servers.configuration(), timeout))) {
            a.cache().put(1L, "old");
            b.awaitReceived(1);
            assertThat(b.cache().get(1L, String.class)).isEqualTo("old");

            servers.stopMaster();
            await().atMost(patience).ignoreExceptions().until(() -> {
                a.cache().put(1L, "new");
                return true;
            });

            await().atMost(patience).ignoreExceptions().until(() -> !"old"
                    .equals(b.cache().get(1L, String.class)));
            // Puts that have failed are made up for by an evict, which may come behind the one that has not.
            await().atMost(patience).ignoreExceptions().until(() -> {
                long received = b.events().received();
                a.cache().put(1L, "newer");
                await().until(() -> b.events().received() > received);
                b.cache().get(1L);
                return b.localHits(() -> b.cache().get(1L)) == 1
                        && "newer".equals(b.cache().get(1L, String.class));
            });
            a.cache().evict(1L);
            await().atMost(patience).until(() -> b.cache().get(1L) == null);
        }
    }
}
