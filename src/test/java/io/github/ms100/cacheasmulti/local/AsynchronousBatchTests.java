package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import reactor.core.publisher.Mono;

@DisplayName("L9 A2 what an asynchronous batch loads on a cache with a local level")
class AsynchronousBatchTests {

    @BeforeEach
    void nothingIsThere() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("is a load as any other: no message is sent, and it stays")
    void loadIsNoChange() throws Exception {
        RedisConnectionFactory connections = TestRedis.lettuce();
        try (LocalNode node = LocalNode.start();
                CachingContext application = CachingContext.of(node.manager(), connections, Cars.class)) {
            Cars cars = application.bean(Cars.class);

            for (long first = 1; first < 20; first += 4) {
                assertThat(cars.future(List.of(first, first + 1)))
                        .succeedsWithin(Duration.ofSeconds(20))
                        .isEqualTo(Cars.load(List.of(first, first + 1)));
                assertThat(cars.mono(List.of(first + 2, first + 3)).block())
                        .isEqualTo(Cars.load(List.of(first + 2, first + 3)));
            }

            assertThat(node.events().sent()).isZero();
            for (long id = 1; id < 20; id++) {
                assertThat(node.cache().get(id)).as("car %d", id).isNotNull();
            }
        }
    }

    /** Methods whose results come later. */
    static class Cars {

        static Map<Long, String> load(List<Long> ids) {
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> "car " + id));
        }

        @Cacheable("cars")
        public CompletableFuture<Map<Long, String>> future(@CacheAsMulti List<Long> ids) {
            return CompletableFuture.completedFuture(load(ids));
        }

        @Cacheable("cars")
        public Mono<Map<Long, String>> mono(@CacheAsMulti List<Long> ids) {
            return Mono.fromSupplier(() -> load(ids));
        }
    }
}
