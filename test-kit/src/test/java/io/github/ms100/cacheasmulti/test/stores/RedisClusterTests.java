package io.github.ms100.cacheasmulti.test.stores;

import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The contract where the keys of a batch live on several servers. */
class RedisClusterTests {

    private static LettuceConnectionFactory lettuce() {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(TestRedisCluster.configuration());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private static JedisConnectionFactory jedis() {
        JedisConnectionFactory factory = new JedisConnectionFactory(TestRedisCluster.configuration());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    @Nested
    class Lettuce extends RedisContract {
        Lettuce() {
            super(RedisClusterTests::lettuce, configuration -> configuration.entryTtl(Duration.ofHours(1)));
        }
    }

    @Nested
    class LettuceWithTimeToIdle extends RedisContract {
        LettuceWithTimeToIdle() {
            super(
                    RedisClusterTests::lettuce,
                    configuration -> configuration.entryTtl(Duration.ofHours(1)).enableTimeToIdle());
        }
    }

    @Nested
    class Jedis extends RedisContract {
        Jedis() {
            super(RedisClusterTests::jedis, configuration -> configuration.entryTtl(Duration.ofHours(1)));
        }
    }

    @Nested
    class LettuceWithCopiesAsObjects extends RedisContract {
        LettuceWithCopiesAsObjects() {
            super(
                    RedisClusterTests::lettuce,
                    configuration -> configuration.entryTtl(Duration.ofHours(1)),
                    LocalLevel.Copies.OBJECTS);
        }
    }

    @Nested
    class JedisWithCopiesAsBytes extends RedisContract {
        JedisWithCopiesAsBytes() {
            super(
                    RedisClusterTests::jedis,
                    configuration -> configuration.entryTtl(Duration.ofHours(1)),
                    LocalLevel.Copies.BYTES);
        }
    }
}
