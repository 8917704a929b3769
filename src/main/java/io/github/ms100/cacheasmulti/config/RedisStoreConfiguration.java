package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.convert.converter.internal.RedisCacheConverter;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Batches on Redis. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class RedisStoreConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RedisCacheConverter cacheAsMultiRedisCacheConverter(
            ObjectProvider<RedisConnectionFactory> connectionFactory, ObjectProvider<RedisMaxBatchSize> maxBatchSize) {
        return new RedisCacheConverter(connectionFactory::getIfUnique, () -> maxBatchSize
                .getIfAvailable(() -> RedisMaxBatchSize.DEFAULT)
                .keys());
    }
}
