package io.github.ms100.cacheasmulti.redis;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connection factories for any number of servers, started, and destroyed by the caller. */
public enum RedisClients {
    LETTUCE {
        @Override
        public RedisConnectionFactory connect(RedisConfiguration servers, Duration timeout) {
            return lettuce(servers, timeout, client -> {});
        }

        @Override
        public RedisConnectionFactory connect(int port, Duration timeout) {
            return TestRedis.lettuce(port, timeout);
        }
    },
    JEDIS {
        @Override
        public RedisConnectionFactory connect(RedisConfiguration servers, Duration timeout) {
            JedisClientConfiguration client = JedisClientConfiguration.builder()
                    .readTimeout(timeout)
                    .connectTimeout(timeout)
                    .usePooling()
                    .build();
            JedisConnectionFactory factory = jedis(servers, client);
            factory.afterPropertiesSet();
            factory.start();
            return factory;
        }

        @Override
        public RedisConnectionFactory connect(int port, Duration timeout) {
            return TestRedis.jedis(port, timeout);
        }
    };

    /** How long a client that had reason to look at the cluster anew does not look again. */
    private static final Duration REFRESH = Duration.ofSeconds(1);

    /** Connects to a server, a cluster or what sentinels watch. */
    public abstract RedisConnectionFactory connect(RedisConfiguration servers, Duration timeout);

    /** Connects to one server of this machine, as an application does that knows of no other. */
    public abstract RedisConnectionFactory connect(int port, Duration timeout);

    private static JedisConnectionFactory jedis(RedisConfiguration servers, JedisClientConfiguration client) {
        if (servers instanceof RedisClusterConfiguration cluster) {
            return new JedisConnectionFactory(cluster, client);
        }
        return servers instanceof RedisSentinelConfiguration sentinels
                ? new JedisConnectionFactory(sentinels, client)
                : new JedisConnectionFactory((RedisStandaloneConfiguration) servers, client);
    }

    public static LettuceConnectionFactory lettuce(
            RedisConfiguration servers, Duration timeout, Consumer<LettuceClientConfigurationBuilder> settings) {
        LettuceClientConfigurationBuilder client = LettuceClientConfiguration.builder()
                .commandTimeout(timeout)
                .clientOptions(ClusterClientOptions.builder()
                        .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                                .enableAllAdaptiveRefreshTriggers()
                                .adaptiveRefreshTriggersTimeout(REFRESH)
                                .build())
                        .build());
        settings.accept(client);
        LettuceConnectionFactory factory = new LettuceConnectionFactory(servers, client.build());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    public static LettuceConnectionFactory lettuce(
            RedisConfiguration servers, Duration timeout, ReadFrom readFrom, ClientResources resources) {
        return lettuce(servers, timeout, client -> client.readFrom(readFrom).clientResources(resources));
    }
}
