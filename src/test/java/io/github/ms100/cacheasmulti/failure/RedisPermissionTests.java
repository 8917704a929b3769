package io.github.ms100.cacheasmulti.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.docs.ProjectFiles;
import io.github.ms100.cacheasmulti.failure.RedisRefusalTests.FailedKeys;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.EmbeddedServers;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

@DisplayName("S1 batch methods of a Redis user who may do little: what is enough for single calls is enough for them")
class RedisPermissionTests {

    private static final List<Integer> IDS = IntStream.range(0, 20).boxed().toList();

    private static final Map<Integer, String> CARS = FaultyCars.cars(IDS, 0);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private RedisServer server;

    private RedisConnectionFactory connections;

    @AfterEach
    void stop() throws Exception {
        ((DisposableBean) connections).destroy();
        server.stop();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S1 a user who may not MGET reads with one GET for each key; that is found out once")
    void userWithoutMgetReadsKeyByKey(RedisClients driver) {
        connect(driver, "~cars::*", "-@all", "+ping", "+get", "+set", "+del");
        try (CachingContext strict = strict(RedisCacheConfiguration.defaultCacheConfig())) {
            FaultyCars cars = strict.bean(FaultyCars.class);
            cars.find(3);

            assertThat(cars.find(IDS)).isEqualTo(CARS);
            assertThat(cars.takeLoaded()).hasSize(19).doesNotContain(3);
            assertThat(cars.find(IDS)).isEqualTo(CARS);
            cars.remove(IDS.subList(0, 10));
            assertThat(cars.find(IDS)).isEqualTo(CARS);

            assertThat(cars.takeLoaded()).isEqualTo(IDS.subList(0, 10));
            assertThat(stat("mget", "rejected_calls")).isEqualTo(1);
            assertThat(stat("get", "calls")).isEqualTo(61);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23, S24 keys that a user may not use fail alone, though they share a command with others")
    void keysThatAreForbiddenFailAlone(RedisClients driver) {
        connect(driver, "~cars::?", "+@all");
        FailedKeys handler = new FailedKeys();
        try (CachingContext lenient =
                FaultyCars.on(connections, RedisCacheConfiguration.defaultCacheConfig(), handler)) {
            FaultyCars cars = lenient.bean(FaultyCars.class);

            assertThat(cars.find(IDS)).isEqualTo(CARS);
            cars.takeLoaded();
            assertThat(cars.find(IDS)).isEqualTo(CARS);
            assertThat(cars.takeLoaded()).isEqualTo(IDS.subList(10, 20));
            cars.remove(IDS);
            cars.find(IDS.subList(0, 10));

            assertThat(cars.takeLoaded()).as("evicted").isEqualTo(IDS.subList(0, 10));
            assertThat(handler.reads()).doesNotContainAnyElementsOf(IDS.subList(0, 10));
            assertThat(stat("mget", "calls")).as("not given up for it").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S1 a server that has no MGET any more is read with one GET for each key")
    void serverWithoutMget(RedisClients driver) {
        connect(driver, List.of("rename-command MGET \"\""), "~*", "+@all");
        try (CachingContext strict = strict(RedisCacheConfiguration.defaultCacheConfig())) {
            FaultyCars cars = strict.bean(FaultyCars.class);

            cars.find(IDS);
            cars.takeLoaded();

            assertThat(cars.find(IDS)).isEqualTo(CARS);
            assertThat(cars.takeLoaded()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "The user of the documents may do all that the documents say, and needs every command but MGET and PING")
    void userOfTheDocuments(RedisClients driver) {
        List<String> rules = rulesOf("docs/en/redis.md");
        assertThat(rulesOf("docs/zh/redis.md")).isEqualTo(rules);
        connect(driver, rules.toArray(String[]::new));
        RedisCacheConfiguration plain = RedisCacheConfiguration.defaultCacheConfig();
        try (CachingContext context = strict(plain);
                CachingContext idle = strict(plain.entryTtl(PATIENCE).enableTimeToIdle())) {
            useAll(context, idle);
            List<String> needed =
                    rules.stream().filter(rule -> rule.startsWith("+")).toList();
            assertThat(needed).contains("+mget", "+ping").hasSizeGreaterThan(5);

            for (String rule : needed) {
                onServer(admin -> admin.aclSetUser("app", rule.replace('+', '-')));
                Throwable failure = catchThrowable(() -> useAll(context, idle));
                onServer(admin -> admin.aclSetUser("app", rule));

                assertThat(failure == null)
                        .as(rule)
                        .isEqualTo(List.of("+mget", "+ping").contains(rule));
            }
        }
    }

    private static void useAll(CachingContext context, CachingContext idle) {
        for (CachingContext each : List.of(context, idle)) {
            FaultyCars cars = each.bean(FaultyCars.class);
            cars.find(IDS);
            cars.find(IDS);
            cars.find(3);
            cars.remove(IDS);
            cars.find(3);
            cars.removeAll();
        }
    }

    private static List<String> rulesOf(String readme) {
        Matcher line = Pattern.compile("`ACL SETUSER app ([^`]+)`").matcher(ProjectFiles.text(readme));
        assertThat(line.find()).isTrue();
        return Arrays.asList(line.group(1).split(" "));
    }

    private CachingContext strict(RedisCacheConfiguration configuration) {
        return FaultyCars.on(connections, configuration, new SimpleCacheErrorHandler());
    }

    private void connect(RedisClients driver, String... rules) {
        connect(driver, List.of(), rules);
    }

    private void connect(RedisClients driver, List<String> settings, String... rules) {
        server = EmbeddedServers.start(1, port -> settings).get(0);
        onServer(admin -> admin.aclSetUser("app", "on", ">secret"));
        onServer(admin -> admin.aclSetUser("app", rules));
        RedisStandaloneConfiguration user =
                new RedisStandaloneConfiguration("127.0.0.1", server.ports().get(0));
        user.setUsername("app");
        user.setPassword("secret");
        connections = driver.connect(user, PATIENCE);
    }

    private long stat(String command, String name) {
        Pattern pattern = Pattern.compile("cmdstat_" + command + ":.*?" + name + "=(\\d+)");
        Matcher line = pattern.matcher(onServer(admin -> admin.info("commandstats")));
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    private <T> T onServer(Function<Jedis, T> work) {
        try (Jedis admin = new Jedis("127.0.0.1", server.ports().get(0))) {
            return work.apply(admin);
        }
    }
}
