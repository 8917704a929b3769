package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.EnhancedCacheContractTests;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/** The contract on a real server: both drivers, and the configurations that change what goes over the wire. */
class RedisStoreContractTests {

    @Nested
    class Lettuce extends OnLettuce {}

    @Nested
    class LettuceWithTimeToLive extends OnLettuce {

        LettuceWithTimeToLive() {
            super(configuration -> configuration.entryTtl(Duration.ofHours(1)));
        }
    }

    @Nested
    class LettuceWithTimeToIdle extends OnLettuce {

        LettuceWithTimeToIdle() {
            super(configuration -> configuration.entryTtl(Duration.ofHours(1)).enableTimeToIdle());
        }
    }

    @Nested
    class LettuceWithoutNulls extends OnLettuce {

        LettuceWithoutNulls() {
            super(RedisCacheConfiguration::disableCachingNullValues);
        }
    }

    @Nested
    class LettuceWithJson extends OnLettuce {

        LettuceWithJson() {
            super(configuration -> configuration.serializeValuesWith(SerializationPair.fromSerializer(
                    JsonRedisSerializer.create(List.of(), LettuceWithJson.class.getClassLoader()))));
        }
    }

    @Nested
    class Jedis extends OnJedis {}

    @Nested
    class JedisWithTimeToLive extends OnJedis {

        JedisWithTimeToLive() {
            super(configuration -> configuration.entryTtl(Duration.ofHours(1)));
        }
    }

    @Nested
    class JedisWithTimeToIdle extends OnJedis {

        JedisWithTimeToIdle() {
            super(configuration -> configuration.entryTtl(Duration.ofHours(1)).enableTimeToIdle());
        }
    }

    abstract static class OnLettuce extends OnRedis {

        private LettuceConnectionFactory factory;

        OnLettuce() {
            this(UnaryOperator.identity());
        }

        OnLettuce(UnaryOperator<RedisCacheConfiguration> configuration) {
            super(configuration);
        }

        @Override
        RedisConnectionFactory connect() {
            factory = TestRedis.lettuce();
            return factory;
        }

        @AfterAll
        void disconnect() {
            factory.destroy();
        }
    }

    abstract static class OnJedis extends OnRedis {

        private JedisConnectionFactory factory;

        OnJedis() {
            this(UnaryOperator.identity());
        }

        OnJedis(UnaryOperator<RedisCacheConfiguration> configuration) {
            super(configuration);
        }

        @Override
        RedisConnectionFactory connect() {
            factory = TestRedis.jedis();
            return factory;
        }

        @AfterAll
        void disconnect() {
            factory.destroy();
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class OnRedis extends EnhancedCacheContractTests {

        private final UnaryOperator<RedisCacheConfiguration> configuration;

        private RedisCaches caches;

        OnRedis(UnaryOperator<RedisCacheConfiguration> configuration) {
            this.configuration = configuration;
        }

        abstract RedisConnectionFactory connect();

        @BeforeAll
        void connectCaches() {
            caches = new RedisCaches(connect());
        }

        @Override
        protected Cache newSource() {
            return caches.create(configuration);
        }

        @Override
        protected EnhancedCache enhance(Cache source) {
            return new EnhancedCacheConversionService(
                            List.of(new RedisCacheConverter(() -> RedisCaches.factoryOf(source), () -> 1000)))
                    .convert(source);
        }
    }
}
