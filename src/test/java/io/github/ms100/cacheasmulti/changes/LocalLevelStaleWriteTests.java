package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

@DisplayName("L1, L7, S27 a value loaded from behind a local level does not survive a change that was made meanwhile")
class LocalLevelStaleWriteTests extends StaleWriteTests {

    @Override
    CacheManager newCaches() {
        return new GivenCaches(TestStore.REDIS_LOCAL.newCache(TestStore.CARS), TestStore.REDIS.newCache("far"));
    }

    @Override
    Set<String> stored(Cache cache) {
        return TestStore.REDIS_LOCAL.dump(cache).keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    @Override
    Class<?> surroundings() {
        return LocalLevelTransactionTests.Redis.class;
    }

    @Override
    @Test
    @DisplayName("L9 what a plain method has loaded and stored meanwhile is no change: what is stored last stays")
    void storeOfAPlainLoad() throws Exception {
        loadWhile(() -> cars().find(1));

        assertThat(cache().get(1, String.class)).isEqualTo("car 1");
    }
}
