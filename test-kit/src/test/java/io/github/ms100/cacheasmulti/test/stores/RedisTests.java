package io.github.ms100.cacheasmulti.test.stores;

import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/** The contract on a Redis server: both drivers, and the configurations that change what goes over the wire. */
class RedisTests {

    private static RedisCacheConfiguration withTimeToLive(RedisCacheConfiguration configuration) {
        return configuration.entryTtl(Duration.ofHours(1));
    }

    private static RedisCacheConfiguration withTimeToIdle(RedisCacheConfiguration configuration) {
        return withTimeToLive(configuration).enableTimeToIdle();
    }

    private static RedisCacheConfiguration withJson(RedisCacheConfiguration configuration) {
        return configuration.serializeValuesWith(SerializationPair.fromSerializer(
                JsonRedisSerializer.create(List.of(), RedisTests.class.getClassLoader())));
    }

    @Nested
    class Lettuce extends RedisContract {
        Lettuce() {
            super(TestRedis::lettuce, UnaryOperator.identity());
        }
    }

    @Nested
    class LettuceWithTimeToLive extends RedisContract {
        LettuceWithTimeToLive() {
            super(TestRedis::lettuce, RedisTests::withTimeToLive);
        }
    }

    @Nested
    class LettuceWithTimeToIdle extends RedisContract {
        LettuceWithTimeToIdle() {
            super(TestRedis::lettuce, RedisTests::withTimeToIdle);
        }
    }

    @Nested
    class LettuceWithoutNulls extends RedisContract {
        LettuceWithoutNulls() {
            super(TestRedis::lettuce, RedisCacheConfiguration::disableCachingNullValues);
        }

        @Override
        protected boolean takesNull() {
            return false;
        }
    }

    @Nested
    class LettuceWithJson extends RedisContract {
        LettuceWithJson() {
            super(TestRedis::lettuce, RedisTests::withJson);
        }
    }

    @Nested
    class Jedis extends RedisContract {
        Jedis() {
            super(TestRedis::jedis, UnaryOperator.identity());
        }
    }

    @Nested
    class JedisWithTimeToLive extends RedisContract {
        JedisWithTimeToLive() {
            super(TestRedis::jedis, RedisTests::withTimeToLive);
        }
    }

    @Nested
    class JedisWithTimeToIdle extends RedisContract {
        JedisWithTimeToIdle() {
            super(TestRedis::jedis, RedisTests::withTimeToIdle);
        }
    }

    @Nested
    class LettuceWithCopiesAsObjects extends RedisContract {
        LettuceWithCopiesAsObjects() {
            super(TestRedis::lettuce, RedisTests::withTimeToLive, LocalLevel.Copies.OBJECTS);
        }
    }

    @Nested
    class LettuceWithCopiesAsObjectsByText extends RedisContract {
        LettuceWithCopiesAsObjectsByText() {
            super(
                    TestRedis::lettuce,
                    configuration -> configuration.serializeKeysWith(LocalLevel.textKeys()),
                    LocalLevel.Copies.OBJECTS);
        }
    }

    @Nested
    class LettuceWithCopiesAsBytes extends RedisContract {
        LettuceWithCopiesAsBytes() {
            super(TestRedis::lettuce, UnaryOperator.identity(), LocalLevel.Copies.BYTES);
        }
    }

    @Nested
    class LettuceWithCopiesAndWithoutNulls extends RedisContract {
        LettuceWithCopiesAndWithoutNulls() {
            super(TestRedis::lettuce, RedisCacheConfiguration::disableCachingNullValues, LocalLevel.Copies.BYTES);
        }

        @Override
        protected boolean takesNull() {
            return false;
        }
    }

    @Nested
    class JedisWithCopiesAsObjects extends RedisContract {
        JedisWithCopiesAsObjects() {
            super(TestRedis::jedis, UnaryOperator.identity(), LocalLevel.Copies.OBJECTS);
        }
    }

    @Nested
    class JedisWithCopiesAsBytes extends RedisContract {
        JedisWithCopiesAsBytes() {
            super(TestRedis::jedis, RedisTests::withTimeToLive, LocalLevel.Copies.BYTES);
        }
    }
}
