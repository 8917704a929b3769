package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import redis.clients.jedis.Jedis;

/** Batches above a size go as several commands, under way together; nothing else changes (S1, S24), with local copies neither (L1). */
@Tag("slow")
class RedisChunkTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final UnaryOperator<RedisCacheConfiguration> HOUR =
            configuration -> configuration.entryTtl(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        "LETTUCE, 1000, 2500, 3", "JEDIS, 1000, 2500, 3",
        "LETTUCE, 1000, 1000, 1", "JEDIS, 1000, 1000, 1",
        "LETTUCE, 1000, 1001, 2", "JEDIS, 1000, 1001, 2",
        "LETTUCE, 1, 30, 30", "JEDIS, 1, 30, 30",
        "LETTUCE, 0, 25000, 1", "JEDIS, 0, 25000, 1",
        "LETTUCE, 15000, 45001, 4", "JEDIS, 15000, 45001, 4",
        "LETTUCE, 1000, 45001, 46", "JEDIS, 1000, 45001, 46",
        "LETTUCE_WITH_COPIES, 1000, 2500, 3", "JEDIS_WITH_COPIES, 1000, 2500, 3",
        "LETTUCE_WITH_COPIES, 1, 30, 30", "JEDIS_WITH_COPIES, 1, 30, 30"
    })
    void batchGoesInSoManyCommandsWithTheSameResult(Clients clients, int maxBatchSize, int size, int commands)
            throws Exception {
        try (Clients.Connected connected =
                clients.connect(TestRedis.configuration(TestRedis.port()), PATIENCE, maxBatchSize)) {
            EnhancedCache cache = cache(connected, maxBatchSize);
            Map<Object, Object> stored = new LinkedHashMap<>(entries(size));
            stored.keySet().removeIf(key -> (Integer) key % 3 == 1);
            long sets = TestRedis.calls("set");

            cache.multiPut(stored);
            assertThat(TestRedis.calls("set") - sets).isEqualTo(stored.size());

            RedisCaches.changedPastTheLibrary();
            long reads = TestRedis.calls("mget") + TestRedis.calls("get");
            Map<Object, Object> found = values(cache.multiGet(keys(size)));
            assertThat(found).isEqualTo(stored);
            assertThat(found.keySet()).containsExactlyElementsOf(stored.keySet());
            assertThat(TestRedis.calls("mget") + TestRedis.calls("get") - reads).isEqualTo(commands);

            long dels = TestRedis.calls("del");
            cache.multiEvict(keys(size));
            assertThat(TestRedis.calls("del") - dels).isEqualTo(commands);
            assertThat(cache.multiGet(keys(size))).isEmpty();
        }
    }

    @ParameterizedTest
    // Jedis announces an evict where there are copies, and waits for the reply (L6).
    @EnumSource(mode = Mode.EXCLUDE, names = "JEDIS_WITH_COPIES")
    void commandsOfOneBatchAreUnderWayTogether(Clients clients) throws Exception {
        try (HoldingProxy proxy = new HoldingProxy(TestRedis.port());
                Clients.Connected connected =
                        clients.connect(TestRedis.configuration(proxy.port()), Duration.ofSeconds(10), 10)) {
            EnhancedCache cache = cache(connected, 10);
            cache.multiPut(entries(100));
            RedisCaches.changedPastTheLibrary();

            proxy.holdRepliesUntilReceived("\r\nMGET\r\n", 10);
            assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));
            assertThat(proxy.received()).isEqualTo(10);

            proxy.holdRepliesUntilReceived("\r\nDEL\r\n", 10);
            cache.multiEvict(keys(100));
            assertThat(proxy.received()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsOfACacheWithoutPrefixAreUnderWayTogether(Clients clients) throws Exception {
        try (HoldingProxy proxy = new HoldingProxy(TestRedis.port());
                Clients.Connected connected =
                        clients.connect(TestRedis.configuration(proxy.port()), Duration.ofSeconds(10))) {
            EnhancedCache cache = RedisCaches.enhance(new RedisCaches(connected.factory())
                    .create(configuration -> HOUR.apply(configuration).disableKeyPrefix()));
            cache.multiPut(entries(100));
            RedisCaches.changedPastTheLibrary();

            proxy.holdRepliesUntilReceived("\r\nGET\r\n", 100);
            assertThat(values(cache.multiGet(keys(100)))).isEqualTo(entries(100));
            assertThat(proxy.received()).isEqualTo(100);

            cache.multiEvict(keys(100));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LETTUCE", "JEDIS"})
    void onlySoMuchOfAHugeBatchIsUnderWayAtATime(Clients clients) throws Exception {
        try (HoldingProxy proxy = new HoldingProxy(TestRedis.port());
                Clients.Connected connected =
                        clients.connect(TestRedis.configuration(proxy.port()), Duration.ofSeconds(2))) {
            EnhancedCache cache = cache(connected, 1000);
            cache.multiGet(keys(1));

            proxy.holdRepliesUntilReceived("\r\nMGET\r\n", Integer.MAX_VALUE);
            assertThatExceptionOfType(DataAccessException.class)
                    .as("no reply, nothing more is sent, and one time-out is the end of it")
                    .isThrownBy(() -> cache.multiGet(keys(100_000)));

            assertThat(proxy.received()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LETTUCE", "JEDIS"})
    void keysThatAreForbiddenFailAloneS24(Clients clients) throws Exception {
        asAdmin(admin -> admin.aclSetUser("limited", "on", ">secret", "+@all", "~limited::?"));
        RedisStandaloneConfiguration server = TestRedis.configuration(TestRedis.port());
        server.setUsername("limited");
        server.setPassword("secret");
        try (Clients.Connected connected = clients.connect(server, PATIENCE)) {
            EnhancedCache cache = RedisCaches.enhance(limited(connected.factory()), 15);
            Set<Object> forbidden = new LinkedHashSet<>(keys(30));
            forbidden.removeAll(keys(10));

            assertThat(failures(() -> cache.multiPut(entries(30))).getFailures())
                    .containsOnlyKeys(forbidden);
            PartialBatchException read = failures(() -> cache.multiGet(keys(30)));
            assertThat(read.getFailures()).containsOnlyKeys(forbidden);
            assertThat(values(read.getHits())).hasSize(10).containsEntry(9, "9@30");
            assertThat(failures(() -> cache.multiEvict(keys(30))).getFailures()).containsOnlyKeys(forbidden);
            assertThat(cache.multiGet(keys(10))).isEmpty();
        } finally {
            asAdmin(admin -> admin.aclDelUser("limited"));
        }
    }

    @Test
    void interruptedCallerStopsWaitingAndStaysInterrupted() throws Exception {
        try (HoldingProxy proxy = new HoldingProxy(TestRedis.port());
                Clients.Connected connected =
                        Clients.LETTUCE.connect(TestRedis.configuration(proxy.port()), PATIENCE)) {
            EnhancedCache cache = cache(connected, 10);
            cache.multiGet(keys(1));
            proxy.holdRepliesUntilReceived("\r\nMGET\r\n", Integer.MAX_VALUE);
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(RedisSystemException.class)
                    .isThrownBy(() -> cache.multiGet(keys(30)))
                    .withMessageContaining("interrupted");

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static PartialBatchException failures(ThrowingCallable call) {
        return catchThrowableOfType(PartialBatchException.class, call);
    }

    private static RedisCache limited(RedisConnectionFactory factory) {
        RedisCacheManager manager = RedisCacheManager.builder(factory)
                .cacheDefaults(HOUR.apply(RedisCacheConfiguration.defaultCacheConfig()))
                .build();
        manager.afterPropertiesSet();
        return RedisCaches.connected(factory, (RedisCache) manager.getCache("limited"));
    }

    private static void asAdmin(Consumer<Jedis> work) {
        try (Jedis admin = new Jedis(TestRedis.host(), TestRedis.port())) {
            work.accept(admin);
        }
    }

    private static EnhancedCache cache(Clients.Connected connected, int maxBatchSize) {
        return RedisCaches.enhance(new RedisCaches(connected.factory()).create(HOUR), maxBatchSize);
    }
}
