package io.github.ms100.cacheasmulti.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.ms100.cacheasmulti.internal.store.redis.RedisCacheConverter;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("B2 a Redis cache is converted by several threads for the first time, with lazy beans")
class LazyMaxBatchSizeTests {

    @Test
    void oneOfThemMakesABeanAndNeitherWaitsForever() {
        // Not closed: that would wait for the locks in question.
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        RedisCache cache = (RedisCache)
                RedisCacheManager.create(mock(RedisConnectionFactory.class)).getCache("cars");
        context.register(RedisStoreConfiguration.class);
        context.registerBean(
                RedisMaxBatchSize.class, () -> new RedisMaxBatchSize(7), definition -> definition.setLazyInit(true));
        context.registerBean(
                "warm", Object.class, () -> warm(context, cache), definition -> definition.setLazyInit(true));
        context.refresh();

        CompletableFuture<Object> warmed = CompletableFuture.supplyAsync(() -> context.getBean("warm"));

        assertThat(warmed).succeedsWithin(Duration.ofSeconds(20));
    }

    // A bean that uses a batch method when it is made, while a request does so, too.
    private static Object warm(AnnotationConfigApplicationContext context, RedisCache cache) {
        RedisCacheConverter converter = context.getBean(RedisCacheConverter.class);
        Thread request = new Thread(() -> converter.convert(cache));
        request.setDaemon(true);
        request.start();
        Awaitility.await().until(() -> request.getState() == Thread.State.WAITING || !request.isAlive());
        return converter.convert(cache);
    }
}
