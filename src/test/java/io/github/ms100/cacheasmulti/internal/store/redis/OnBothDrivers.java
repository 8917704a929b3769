package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Tests of one Redis server by both drivers, with connections that are kept from test to test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnBothDrivers {

    LettuceConnectionFactory lettuce;

    JedisConnectionFactory jedis;

    LettuceConnectionFactory lettuceWithCopies;

    JedisConnectionFactory jedisWithCopies;

    @BeforeAll
    void connect() {
        lettuce = TestRedis.lettuce();
        jedis = TestRedis.jedis();
        lettuceWithCopies = RedisCaches.withLocalLevel(TestRedis.lettuce(), LocalLevel.Copies.OBJECTS);
        jedisWithCopies = RedisCaches.withLocalLevel(TestRedis.jedis(), LocalLevel.Copies.BYTES);
    }

    @AfterAll
    void disconnect() {
        RedisCaches.withoutLocalLevel(lettuceWithCopies);
        RedisCaches.withoutLocalLevel(jedisWithCopies);
        lettuceWithCopies.destroy();
        jedisWithCopies.destroy();
        lettuce.destroy();
        jedis.destroy();
    }

    /** For the arguments of parameterized tests: caches without and with local copies, of both kinds. */
    Stream<Named<RedisConnectionFactory>> drivers() {
        return Stream.concat(
                plainDrivers(),
                Stream.of(
                        Named.of("Lettuce, copies are objects (L1)", lettuceWithCopies),
                        Named.of("Jedis, copies are bytes (L1)", jedisWithCopies)));
    }

    /** For the arguments of parameterized tests that are about caches without local copies. */
    Stream<Named<RedisConnectionFactory>> plainDrivers() {
        return Stream.of(Named.of("Lettuce", lettuce), Named.of("Jedis", jedis));
    }
}
