package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.convert.converter.internal.RedisCacheConverter;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.function.SingletonSupplier;

/** Batches on Redis. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class RedisStoreConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RedisCacheConverter cacheAsMultiRedisCacheConverter(
            ObjectProvider<RedisConnectionFactory> connectionFactory, ObjectProvider<RedisMaxBatchSize> maxBatchSize) {
        // Looked for once: that costs more than all else that is made for a batch.
        Supplier<RedisMaxBatchSize> size =
                SingletonSupplier.of(() -> maxBatchSize.getIfAvailable(() -> RedisMaxBatchSize.DEFAULT));
        return new RedisCacheConverter(SingletonSupplier.of(connectionFactory::getIfUnique), () -> size.get()
                .keys());
    }
}
