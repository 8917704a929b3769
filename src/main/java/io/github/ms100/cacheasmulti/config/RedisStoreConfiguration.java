package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.store.redis.RedisCacheConverter;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
        Supplier<@Nullable RedisMaxBatchSize> size =
                remembered(() -> maxBatchSize.getIfAvailable(() -> RedisMaxBatchSize.DEFAULT));
        return new RedisCacheConverter(
                remembered(connectionFactory::getIfUnique),
                () -> Objects.requireNonNull(size.get()).keys());
    }

    /**
     * Looks for a bean until it is found: that costs more than all else that is made for a batch. Without a lock, which would
     * be held while beans are made; two threads may both look.
     */
    private static <T> Supplier<@Nullable T> remembered(Supplier<@Nullable T> lookup) {
        AtomicReference<@Nullable T> known = new AtomicReference<>();
        return () -> {
            T bean = known.get();
            if (bean == null) {
                bean = lookup.get();
                known.set(bean);
            }
            return bean;
        };
    }
}
