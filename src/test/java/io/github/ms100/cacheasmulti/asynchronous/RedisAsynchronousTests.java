package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;
import reactor.core.publisher.Mono;

@DisplayName("A5 A6 on Redis, a method whose result comes in a thread of Lettuce")
class RedisAsynchronousTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final List<Integer> IDS = IntStream.range(0, 1_000).boxed().toList();

    private final LettuceConnectionFactory connections = (LettuceConnectionFactory) TestRedis.lettuce();

    private final Watching values = new Watching();

    private final CachingContext context = CachingContext.of(
            RedisManagers.of(
                    CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter),
                    RedisCacheConfiguration.defaultCacheConfig()
                            .serializeValuesWith(SerializationPair.fromSerializer(values))),
            connections,
            Cars.class);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    @DisplayName("waits for no command in that thread: 1,000 keys are put, and evicted, and a read after that misses")
    void lettuceThread() {
        cars.find(List.of(1)).block(TIMEOUT.multipliedBy(10));

        for (int round = 0; round < 3; round++) {
            assertThat(cars.put(IDS).block(TIMEOUT.multipliedBy(10))).hasSize(1_000);
            Map<Integer, String> read =
                    cars.remove(IDS).then(cars.find(List.of(1, 2, 3))).block(TIMEOUT.multipliedBy(10));

            assertThat(read).isEqualTo(Map.of(1, "found 1", 2, "found 2", 3, "found 3"));
            assertThat(cars.find(List.of(3)).block(TIMEOUT.multipliedBy(10))).isEqualTo(Map.of(3, "found 3"));
        }
        assertThat(values.threads).isNotEmpty().noneMatch(name -> name.startsWith("lettuce-"));
    }

    /** Writes down in which threads it works. */
    private static final class Watching implements RedisSerializer<Object> {

        private final Set<String> threads = ConcurrentHashMap.newKeySet();

        @Override
        public byte[] serialize(@Nullable Object value) {
            threads.add(Thread.currentThread().getName());
            return String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object deserialize(byte @Nullable [] bytes) {
            threads.add(Thread.currentThread().getName());
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Asks Redis itself for something first, so that what it returns comes in a thread of the driver. */
    static class Cars {

        private final LettuceConnectionFactory connections;

        Cars(RedisConnectionFactory connections) {
            this.connections = (LettuceConnectionFactory) connections;
        }

        @Cacheable(cacheNames = "asynchronous", sync = true)
        public Mono<Map<Integer, String>> find(@CacheAsMulti List<Integer> ids) {
            return late("found ", ids);
        }

        @CachePut("asynchronous")
        public Mono<Map<Integer, String>> put(@CacheAsMulti List<Integer> ids) {
            return late("put ", ids);
        }

        @CacheEvict("asynchronous")
        public Mono<Void> remove(@CacheAsMulti List<Integer> ids) {
            return late("", ids).then();
        }

        private Mono<Map<Integer, String>> late(String text, List<Integer> ids) {
            ReactiveRedisConnection connection = connections.getReactiveConnection();
            return answered(connection)
                    .map(pong -> ids.stream().collect(Collectors.toMap(Function.identity(), id -> text + id)));
        }

        /** Asks once more if an answer was there before it was waited for. */
        private static Mono<String> answered(ReactiveRedisConnection connection) {
            return connection
                    .ping()
                    .flatMap(pong -> Thread.currentThread().getName().startsWith("lettuce-")
                            ? Mono.just(pong)
                            : answered(connection));
        }
    }
}
