package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The contract where the keys of a batch live on several servers. */
@Tag("slow")
class RedisClusterContractTests {

    @Nested
    class Lettuce extends OnLettuceCluster {

        Lettuce() {
            super(configuration -> configuration.entryTtl(Duration.ofHours(1)));
        }
    }

    @Nested
    class LettuceWithTimeToIdle extends OnLettuceCluster {

        LettuceWithTimeToIdle() {
            super(configuration -> configuration.entryTtl(Duration.ofHours(1)).enableTimeToIdle());
        }
    }

    @Nested
    class Jedis extends RedisStoreContractTests.OnRedis {

        private JedisConnectionFactory factory;

        Jedis() {
            super(configuration -> configuration.entryTtl(Duration.ofHours(1)));
        }

        @Override
        RedisConnectionFactory connect() {
            factory = new JedisConnectionFactory(TestRedisCluster.configuration());
            factory.afterPropertiesSet();
            factory.start();
            return factory;
        }

        @AfterAll
        void disconnect() {
            factory.destroy();
        }
    }

    abstract static class OnLettuceCluster extends RedisStoreContractTests.OnRedis {

        private LettuceConnectionFactory factory;

        OnLettuceCluster(UnaryOperator<RedisCacheConfiguration> configuration) {
            super(configuration);
        }

        @Override
        RedisConnectionFactory connect() {
            factory = new LettuceConnectionFactory(TestRedisCluster.configuration());
            factory.afterPropertiesSet();
            factory.start();
            return factory;
        }

        @AfterAll
        void disconnect() {
            factory.destroy();
        }
    }
}
