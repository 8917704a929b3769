package io.github.ms100.cacheasmulti.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.RestartedRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** With {@code -Dcache-as-multi.load.seconds=120} the processes work that long; what has happened is logged. */
@DisplayName("L15 three processes whose Redis, subscriptions and neighbours come and go")
@Tag("slow")
class ProcessTests {

    private static final Log logger = LogFactory.getLog(ProcessTests.class);

    private static final String CHANNEL = "cars of all";

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("cache-as-multi.load.seconds", 10));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    @DisplayName("L15 one server, stopped and started with and without its data: nothing is older than promised")
    void oneServer() throws Exception {
        try (RestartedRedis redis = RestartedRedis.start(Files.createDirectory(directory.resolve("redis")));
                Fleet fleet = new Fleet(List.of(redis.port()), directory)) {
            fleet.start(CHANNEL, CHANNEL, CHANNEL);
            Nemesis nemesis = new Nemesis(fleet, CHANNEL, List.of(redis.port()));
            nemesis.add("server restarted", () -> redis.restart(nemesis.aWhile()));
            nemesis.add("server restarted empty", () -> {
                long begun = System.nanoTime();
                redis.restartEmpty(nemesis.aWhile());
                fleet.history().add(Loss.since(begun));
            });

            nemesis.rage(TIME);

            assertPromiseKept(fleet.end(), nemesis);
        }
    }

    @Test
    @DisplayName("L15 a cluster that fails over, in order and at once: nothing is older than promised")
    void cluster() throws Exception {
        try (RedisClusterServers servers = ClusterFailOvers.start();
                Fleet fleet = new Fleet(servers.ports(), directory)) {
            fleet.start(CHANNEL, CHANNEL, CHANNEL);
            ClusterFailOvers failOvers = new ClusterFailOvers(servers, CHANNEL);
            Nemesis nemesis = new Nemesis(fleet, CHANNEL, servers.ports());
            nemesis.add("failed over in order", failOvers::inOrder);
            nemesis.add("failed over at once", () -> fleet.history().add(failOvers.atOnce()));

            nemesis.rage(TIME);

            assertPromiseKept(fleet.end(), nemesis);
        }
    }

    @Test
    @DisplayName("L15 what nodes serve that do not hear each other is found out")
    void nodeOnAnotherChannel() throws Exception {
        try (RestartedRedis redis = RestartedRedis.start(Files.createDirectory(directory.resolve("redis")));
                Fleet fleet = new Fleet(List.of(redis.port()), directory)) {
            fleet.start(CHANNEL, "cars of nobody else");

            Fleet.pass(Bounds.MAX_UNVALIDATED.multipliedBy(2));

            Oracle oracle = new Oracle(fleet.end());
            oracle.judge();
            logger.info(oracle.verdicts());
            assertThat(oracle.count(Verdict.STALE)).isPositive();
        }
    }

    private static void assertPromiseKept(History history, Nemesis nemesis) {
        Oracle oracle = new Oracle(history);
        oracle.judge();
        String counts = Arrays.stream(Count.values())
                .map(count -> count + "=" + history.count(count))
                .collect(Collectors.joining(", "));
        logger.info("%s, longest under way %d ms; %s; %s"
                .formatted(oracle.verdicts(), oracle.longestUnderWay() / 1_000_000, counts, nemesis.dealt()));
        oracle.exceptions().forEach(logger::info);
        assertThat(oracle.violations()).isEmpty();
        assertThat(Count.values()).allSatisfy(count -> assertThat(history.count(count))
                .as(count.name())
                .isGreaterThanOrEqualTo(count.isCertain() ? 1 : 0));
        assertThat(oracle.count(Verdict.FRESH)).isPositive();
        assertThat(nemesis.dealt()).hasSize(6);
    }
}
