package io.github.ms100.cacheasmulti.backends;

import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("B1 in a cluster, too, single writes and batches have one order")
class RedisClusterOrderTests extends RedisOrderTests {

    @Override
    RedisConnectionFactory connect() {
        return RedisClients.LETTUCE.connect(TestRedisCluster.configuration(), Duration.ofMinutes(1));
    }
}
