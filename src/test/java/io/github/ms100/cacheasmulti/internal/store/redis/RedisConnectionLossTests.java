package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** A server that is gone is one failure of the whole batch, in Spring's terms (S22). */
@Tag("slow")
class RedisConnectionLossTests {

    static Stream<Function<Integer, RedisConnectionFactory>> drivers() {
        Duration timeout = Duration.ofSeconds(1);
        return Stream.of(port -> TestRedis.lettuce(port, timeout), port -> TestRedis.jedis(port, timeout));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void everyOperationFailsAsAWhole(Function<Integer, RedisConnectionFactory> driver) throws Exception {
        HoldingProxy proxy = new HoldingProxy(TestRedis.port());
        RedisConnectionFactory factory = driver.apply(proxy.port());
        try {
            EnhancedCache cache = RedisCaches.enhance(
                    new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofMinutes(1))));
            cache.multiPut(entries(5));

            proxy.close();

            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> cache.multiPut(entries(5)));
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> cache.multiGet(keys(5)));
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> cache.multiEvict(keys(5)));
        } finally {
            ((DisposableBean) factory).destroy();
            proxy.close();
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void replyThatBreaksOffGivesNoKeyTheValueOfAnother(Function<Integer, RedisConnectionFactory> driver)
            throws Exception {
        HoldingProxy proxy = new HoldingProxy(TestRedis.port());
        RedisConnectionFactory factory = driver.apply(proxy.port());
        try {
            EnhancedCache cache = RedisCaches.enhance(
                    new RedisCaches(factory).create(configuration -> configuration.entryTtl(Duration.ofMinutes(1))));
            Map<Object, Object> stored = new LinkedHashMap<>(entries(100));
            stored.keySet().removeAll(List.of(1, 90));
            cache.multiPut(stored);

            proxy.cutNextReplyAfter(500);
            Map<Object, Object> found = hits(cache);

            assertThat(stored).containsAllEntriesOf(found);
            assertThat(values(cache.multiGet(keys(100)))).isEqualTo(stored);
        } finally {
            ((DisposableBean) factory).destroy();
            proxy.close();
        }
    }

    private static Map<Object, Object> hits(EnhancedCache cache) {
        try {
            return values(cache.multiGet(keys(100)));
        } catch (PartialBatchException ex) {
            return values(ex.getHits());
        } catch (DataAccessException ex) {
            return Map.of();
        }
    }
}
