package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Tests of one Redis server by both drivers, with connections that are kept from test to test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnBothDrivers {

    LettuceConnectionFactory lettuce;

    JedisConnectionFactory jedis;

    @BeforeAll
    void connect() {
        lettuce = TestRedis.lettuce();
        jedis = TestRedis.jedis();
    }

    @AfterAll
    void disconnect() {
        lettuce.destroy();
        jedis.destroy();
    }

    /** For the arguments of parameterized tests. */
    Stream<RedisConnectionFactory> drivers() {
        return Stream.of(lettuce, jedis);
    }
}
