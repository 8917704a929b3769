package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** A key that somebody made a list: a failure of that key, except where an {@code MGET} cannot tell it from a miss (S1). */
class RedisAnotherTypeTests extends OnBothDrivers {

    private static final UnaryOperator<RedisCacheConfiguration> HOUR =
            configuration -> configuration.entryTtl(Duration.ofHours(1));

    @ParameterizedTest
    @MethodSource("drivers")
    void keysOfAnotherTypeFailEachForItselfS23(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(RedisCacheConfiguration::disableKeyPrefix);
        EnhancedCache cache = RedisCaches.enhance(source, 7);
        cache.multiEvict(keys(30));
        cache.multiPut(entries(10));
        makeLists("", 4, 12, 25);

        PartialBatchException failure =
                catchThrowableOfType(PartialBatchException.class, () -> cache.multiGet(keys(30)));

        assertThat(failure.getFailures()).containsOnlyKeys(4, 12, 25);
        assertThat(failure.getFailures().values()).doesNotHaveDuplicates().allSatisfy(cause -> assertThat(cause)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageStartingWith("WRONGTYPE"));
        assertThat(failure.getHits()).hasSize(9);
        cache.multiEvict(keys(30));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void keysOfAnotherTypeBehindAPrefixAreMissesAndOverwrittenS1(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(HOUR);
        EnhancedCache cache = RedisCaches.enhance(source, 15);
        cache.multiPut(entries(10));
        makeLists(source.getName() + "::", 4, 12, 25);

        assertThat(cache.multiGet(keys(30))).hasSize(9).doesNotContainKeys(4, 12, 25);
        cache.multiPut(entries(30));

        assertThat(contents(source, keys(30))).isEqualTo(entries(30));
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void keysOfAnotherTypeFailWhereEachHasItsOwnCommandS23(RedisConnectionFactory driver) {
        RedisCache plain = new RedisCaches(driver).create(HOUR);
        RedisCache idle = new RedisCaches(driver)
                .create(configuration -> HOUR.apply(configuration).enableTimeToIdle());
        makeLists(plain.getName() + "::", 4);
        makeLists(idle.getName() + "::", 4);

        Throwable ofOne = catchThrowable(() -> RedisCaches.enhance(plain).multiGet(List.of(4)));
        PartialBatchException ofIdle = catchThrowableOfType(
                PartialBatchException.class, () -> RedisCaches.enhance(idle).multiGet(keys(10)));

        assertThat(ofOne).isInstanceOf(DataAccessException.class).rootCause().hasMessageStartingWith("WRONGTYPE");
        assertThat(ofIdle.getFailures()).containsOnlyKeys(4);
        assertThat(ofIdle.getFailures().get(4)).rootCause().hasMessageStartingWith("WRONGTYPE");
    }

    private static void makeLists(String prefix, int... keys) {
        TestRedis.onServer(connection -> {
            for (int key : keys) {
                byte[] raw = (prefix + key).getBytes(StandardCharsets.UTF_8);
                connection.keyCommands().del(raw);
                connection.listCommands().rPush(raw, new byte[] {1});
            }
            return true;
        });
        RedisCaches.changedPastTheLibrary();
    }
}
