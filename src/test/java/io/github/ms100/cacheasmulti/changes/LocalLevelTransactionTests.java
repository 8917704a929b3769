package io.github.ms100.cacheasmulti.changes;

import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.springframework.cache.Cache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("L1, S21, S27 loads and changes that wait for a commit on a cache with a local level")
class LocalLevelTransactionTests extends TransactionStaleWriteTests {

    @Override
    Cache newCache() {
        return TestStore.REDIS_LOCAL.newCache(TestStore.CARS);
    }

    @Override
    Set<String> stored(Cache cache) {
        return TestStore.REDIS_LOCAL.dump(cache).keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    @Override
    Class<?> surroundings() {
        return Redis.class;
    }

    @Configuration
    static class Redis {

        @Bean
        EnhancedCacheConverter<?> redisConverter() {
            return TestStore.redisConverter();
        }
    }
}
