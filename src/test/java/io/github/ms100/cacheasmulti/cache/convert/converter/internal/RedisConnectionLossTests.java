package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** A server that is gone is one failure of the whole batch, in Spring's terms (S22). */
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
}
