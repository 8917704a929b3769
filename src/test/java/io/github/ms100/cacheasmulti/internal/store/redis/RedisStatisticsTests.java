package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("B1 a batch of n is counted as n single calls are, and waits for the lock of a locking writer")
class RedisStatisticsTests extends OnBothDrivers {

    @ParameterizedTest
    @MethodSource("drivers")
    void batchIsCountedAsItsSingleCallsAre(RedisConnectionFactory driver) {
        RedisCache single = counted(driver);
        entries(7).forEach(single::put);
        keys(10).forEach(single::get);
        keys(3).forEach(single::evictIfPresent);
        keys(4).forEach(single::get);

        RedisCache source = counted(driver);
        EnhancedCache batch = RedisCaches.enhance(source);
        batch.multiPut(entries(7));
        batch.multiGet(keys(10));
        batch.multiEvict(keys(3));
        batch.multiGet(keys(4));

        assertThat(numbers(source)).isEqualTo(numbers(single)).containsExactly(7L, 14L, 8L, 6L, 3L, 0L);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void batchesAndSingleCallsAreCountedTogether(RedisConnectionFactory driver) {
        RedisCache source = counted(driver);
        EnhancedCache batch = RedisCaches.enhance(source);
        source.put(1, "value");

        batch.multiGet(keys(2));
        source.get(1);

        assertThat(numbers(source)).containsExactly(1L, 3L, 2L, 1L, 0L, 0L);
        source.clearStatistics();
        assertThat(numbers(source)).containsOnly(0L);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void entryThatCannotBeReadIsAHitAsForASingleCall(RedisConnectionFactory driver) {
        RedisCache single = counted(driver);
        RedisCache source = counted(driver);
        for (RedisCache cache : List.of(single, source)) {
            cache.put(0, "value");
            writeRaw(cache, 1);
        }
        keys(3).forEach(key -> catchThrowable(() -> single.get(key)));
        Map<Object, Object> unwritable = entries(1);
        unwritable.put(9, new ArrayList<>(List.of(new Object())));
        unwritable.forEach((key, value) -> catchThrowable(() -> single.put(key, value)));

        EnhancedCache batch = RedisCaches.enhance(source);
        catchThrowable(() -> batch.multiGet(keys(3)));
        catchThrowable(() -> batch.multiPut(unwritable));

        assertThat(numbers(source)).isEqualTo(numbers(single)).containsExactly(2L, 3L, 2L, 1L, 0L, 0L);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void nothingIsCountedWithoutStatistics(RedisConnectionFactory driver) {
        RedisCache source = RedisCaches.connected(
                driver,
                RedisCaches.create(
                        CountingRedisCacheWriter.create(driver, RedisCacheWriter::nonLockingRedisCacheWriter),
                        RedisCacheConfiguration.defaultCacheConfig()));

        RedisCaches.enhance(source).multiPut(entries(3));

        assertThat(numbers(source)).containsOnly(0L);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void batchWaitsForTheLockAndTheWaitIsMeasured(RedisConnectionFactory driver) {
        RedisCacheWriter locking = RedisCacheWriter.lockingRedisCacheWriter(driver)
                .withStatisticsCollector(CacheStatisticsCollector.create());
        RedisCache source = RedisCaches.connected(
                driver, RedisCaches.create(locking, RedisCacheConfiguration.defaultCacheConfig()));
        EnhancedCache batch = RedisCaches.enhance(source);
        batch.multiPut(entries(2));

        for (Runnable operation : List.<Runnable>of(
                () -> batch.multiGet(keys(3)), () -> batch.multiPut(entries(2)), () -> batch.multiEvict(keys(2)))) {
            long checks = TestRedis.calls("exists");
            lock(source);
            CompletableFuture<Void> call = CompletableFuture.runAsync(operation);
            Awaitility.await().until(() -> TestRedis.calls("exists") - checks >= 3);
            assertThat(call).isNotDone();
            unlock(source);
            call.orTimeout(1, TimeUnit.MINUTES).join();
        }
        assertThat(source.getStatistics().getLockWaitDuration(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void writerWithoutALockCostsNothing(RedisConnectionFactory driver) {
        EnhancedCache batch = RedisCaches.enhance(counted(driver));
        batch.multiPut(entries(2));
        long before = commands();

        batch.multiGet(keys(2));
        batch.multiGet(keys(2));

        assertThat(commands() - before).as("two MGETs").isEqualTo(2);
    }

    @Test
    void statisticsWithoutBatchesAreWarnedOfOnce(CapturedOutput output) {
        RedisCacheWriter silent = RedisCacheWriter.nonLockingRedisCacheWriter(lettuce)
                .withStatisticsCollector(CacheStatisticsCollector.create());
        RedisCache source = RedisCaches.create(silent, RedisCacheConfiguration.defaultCacheConfig());
        RedisCacheConverter converter = new RedisCacheConverter(() -> SpringLine.toBeTold(lettuce), () -> 1000);

        converter.convert(source);
        converter.convert(source);
        converter.convert(counted(lettuce));
        converter.convert(new RedisCaches(lettuce).create(UnaryOperator.identity()));

        assertThat(output)
                .containsOnlyOnce("do not count its batches")
                .contains("cache '%s'".formatted(source.getName()), "CountingRedisCacheWriter.create");
    }

    private static long commands() {
        return Stream.of("mget", "get", "getex", "exists", "set", "del")
                .mapToLong(TestRedis::calls)
                .sum();
    }

    private static RedisCache counted(RedisConnectionFactory driver) {
        RedisCacheWriter writer = CountingRedisCacheWriter.create(driver, SpringLine::redisWriter);
        return RedisCaches.connected(
                driver,
                RedisCaches.create(
                        writer.withStatisticsCollector(CacheStatisticsCollector.create()),
                        RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(1))));
    }

    private static List<Long> numbers(RedisCache cache) {
        CacheStatistics statistics = cache.getStatistics();
        return List.of(
                statistics.getPuts(),
                statistics.getGets(),
                statistics.getHits(),
                statistics.getMisses(),
                statistics.getDeletes(),
                statistics.getPending());
    }

    private static void writeRaw(RedisCache cache, Object key) {
        byte[] rawKey = bytes(cache.getName() + "::" + key);
        TestRedis.onServer(connection -> connection.stringCommands().set(rawKey, bytes("no java object")));
        RedisCaches.changedPastTheLibrary();
    }

    private static void lock(RedisCache cache) {
        TestRedis.onServer(
                connection -> connection.stringCommands().set(bytes(cache.getName() + "~lock"), new byte[0]));
    }

    private static void unlock(RedisCache cache) {
        TestRedis.onServer(connection -> connection.keyCommands().del(bytes(cache.getName() + "~lock")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
