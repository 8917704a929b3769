package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.redis.RedisCacheConverter;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.RoundTrips;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The table of commands and round trips in the documents, measured (B1): the commands by the servers ({@code INFO
 * commandstats}), the round trips by proxies that keep all replies back until the client has nothing more to send.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class RedisCostTests {

    private static final String TABLE = "<!-- measured by RedisCostTests -->";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final List<String> COMMANDS = List.of("mget", "get", "getex", "exists", "set", "del", "cluster");

    private final RoundTrips trips = new RoundTrips();

    private final List<Column> columns = new ArrayList<>();

    private RedisClusterServers cluster;

    @BeforeAll
    void start() {
        List<Integer> proxies = new ArrayList<>();
        cluster = RedisClusterServers.start(3, 0, Duration.ofSeconds(30), port -> {
            proxies.add(trips.inFrontOf(port));
            return List.of(
                    "cluster-announce-ip 127.0.0.1",
                    "cluster-announce-port " + proxies.get(proxies.size() - 1),
                    "cluster-announce-bus-port " + (port + 10_000));
        });
        int standalone = trips.inFrontOf(TestRedis.port());
        RedisClusterConfiguration behindProxies = new RedisClusterConfiguration(
                proxies.stream().map(port -> "127.0.0.1:" + port).toList());
        columns.add(new Column(TestRedis.lettuce(standalone, PATIENCE), TestRedis::calls));
        columns.add(new Column(TestRedis.jedis(standalone, PATIENCE), TestRedis::calls));
        columns.add(new Column(RedisClients.LETTUCE.connect(behindProxies, PATIENCE), cluster::calls));
        columns.add(new Column(RedisClients.JEDIS.connect(behindProxies, PATIENCE), cluster::calls));
    }

    @AfterAll
    void stop() throws Exception {
        for (Column column : columns) {
            ((DisposableBean) column.factory).destroy();
        }
        trips.close();
        cluster.close();
    }

    @Test
    void tablesSayWhatIsMeasured() {
        List<List<String>> measured = Stream.of(
                        row(cache -> cache.multiPut(entries(100))),
                        row(cache -> cache.multiGet(keys(100))),
                        row(RedisCacheConfiguration::enableTimeToIdle, cache -> cache.multiGet(keys(100))),
                        row(RedisCacheConfiguration::disableKeyPrefix, cache -> cache.multiGet(keys(100))),
                        row(cache -> cache.multiEvict(keys(100))),
                        row(cache -> cache.multiPut(entries(2500))),
                        row(cache -> cache.multiGet(keys(2500))),
                        row(cache -> cache.multiEvict(keys(2500))))
                .toList();

        assertThat(cells("docs/en/redis.md")).isEqualTo(measured);
        assertThat(cells("docs/zh/redis.md")).isEqualTo(measured);
    }

    @Test
    void missesAndTheirPutsAreTwoRoundTripsB1() {
        for (Column oneServer : columns.subList(0, 2)) {
            String cost = oneServer.measure(UnaryOperator.identity(), cache -> {
                cache.multiGet(keys(150));
                cache.multiPut(entries(50));
            });

            assertThat(cost).isEqualTo("1 `MGET` + 50 `SET` / 2");
        }
    }

    private List<String> row(Consumer<EnhancedCache> work) {
        return row(UnaryOperator.identity(), work);
    }

    private List<String> row(UnaryOperator<RedisCacheConfiguration> configuration, Consumer<EnhancedCache> work) {
        return columns.stream()
                .map(column -> column.measure(configuration, work))
                .toList();
    }

    /** Returns the cells of the table, without its head and first column. */
    private static List<List<String>> cells(String file) {
        String text = ProjectFiles.text(file);
        assertThat(text).containsOnlyOnce(TABLE);
        return text.substring(text.indexOf(TABLE))
                .lines()
                .skip(1)
                .dropWhile(String::isBlank)
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> List.of(line.substring(1).split("\\|")))
                .map(cells -> cells.stream().skip(1).map(String::strip).toList())
                .toList();
    }

    /** A driver on a topology. */
    private final class Column {

        private final RedisConnectionFactory factory;

        private final ToLongFunction<String> calls;

        Column(RedisConnectionFactory factory, ToLongFunction<String> calls) {
            this.factory = factory;
            this.calls = calls;
        }

        /** Measures twice: a client that a busy machine stalls seems to wait for a reply, so the lesser count is right. */
        String measure(UnaryOperator<RedisCacheConfiguration> configuration, Consumer<EnhancedCache> work) {
            EnhancedCache cache = cache(configuration);
            cache.multiGet(keys(100)); // connects
            int once = roundTrips(() -> work.accept(cache));
            List<Long> before = counts();
            int again = roundTrips(() -> work.accept(cache));
            List<Long> after = counts();
            List<String> commands = new ArrayList<>();
            for (int index = 0; index < COMMANDS.size(); index++) {
                long count = after.get(index) - before.get(index);
                if (count > 0) {
                    commands.add(count + " `" + COMMANDS.get(index).toUpperCase(Locale.ROOT) + "`");
                }
            }
            return String.join(" + ", commands) + " / " + Math.min(once, again);
        }

        private int roundTrips(Runnable work) {
            forgetTopology();
            return trips.of(work);
        }

        /** Spring Data keeps the nodes of a Jedis cluster for 100 ms; the table shows what it costs to ask for them. */
        private void forgetTopology() {
            Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        }

        private List<Long> counts() {
            return COMMANDS.stream().map(calls::applyAsLong).toList();
        }

        private EnhancedCache cache(UnaryOperator<RedisCacheConfiguration> configuration) {
            RedisCacheManager manager = RedisCacheManager.builder(factory)
                    .cacheDefaults(configuration.apply(
                            RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofHours(1))))
                    .build();
            manager.afterPropertiesSet();
            return new RedisCacheConverter(() -> SpringLine.toBeTold(factory), RedisMaxBatchSize.DEFAULT::keys)
                    .convert((RedisCache) manager.getCache("costs"));
        }
    }
}
