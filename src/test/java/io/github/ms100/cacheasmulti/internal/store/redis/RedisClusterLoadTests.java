package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Batches under load while a master is killed and its replica takes over: no wrong value, no call that hangs, nothing left
 * behind. {@code benchmarks/load} runs this for two minutes per driver.
 */
@Tag("slow")
class RedisClusterLoadTests {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClusterLoadTests.class);

    private static final Duration DURATION = Duration.parse(System.getProperty("cacheasmulti.load.duration", "PT15S"));

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** What a scheduler that is busy with eight threads and seven servers may add to a time-out. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final int THREADS = 8;

    @ParameterizedTest
    @EnumSource
    void loadSurvivesTheDeathOfAMaster(RedisClients driver) throws Exception {
        try (RedisClusterServers servers = RedisClusterServers.start(3, 3, Duration.ofSeconds(2))) {
            RedisConnectionFactory factory = driver.connect(servers.configuration(), TIMEOUT);
            Set<String> threadsBefore = threads();
            EnhancedCache cache = RedisCaches.enhance(
                    new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofHours(1))));
            RedisLoad load = new RedisLoad(cache, THREADS);

            load.run(
                    DURATION,
                    DURATION.dividedBy(4),
                    () -> servers.kill(servers.ports().get(0)));

            LOG.info("{}: {}", driver, load);
            assertThat(load.values()).isPositive();
            assertThat(load.longestCall()).isLessThan(worstCase(driver).plus(SLACK));
            assertThatBatchesWork(cache);
            assertThatNoConnectionIsOpened(servers, cache);
            ((DisposableBean) factory).destroy();
            Awaitility.await("threads that were started end with the connections")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(threads()).isSubsetOf(threadsBefore));
        }
    }

    /**
     * A call of Lettuce has one time-out. Jedis asks the servers one after the other: for the nodes of the cluster, the
     * entries, and once more after a failure, where a single command of its own may take up to five time-outs.
     */
    private static Duration worstCase(RedisClients driver) {
        return driver == RedisClients.LETTUCE ? TIMEOUT : TIMEOUT.multipliedBy(10);
    }

    private static void assertThatBatchesWork(EnhancedCache cache) {
        Awaitility.await("the replica takes over")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    cache.multiPut(entries(500));
                    assertThat(values(cache.multiGet(keys(500)))).isEqualTo(entries(500));
                });
    }

    private static void assertThatNoConnectionIsOpened(RedisClusterServers servers, EnhancedCache cache) {
        Awaitility.await("connections settle").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            long connections = servers.connections();
            for (int call = 0; call < 20; call++) {
                cache.multiGet(keys(500));
            }
            assertThat(servers.connections()).isEqualTo(connections);
        });
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("(lettuce|pool|commons-pool|jedis).*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
