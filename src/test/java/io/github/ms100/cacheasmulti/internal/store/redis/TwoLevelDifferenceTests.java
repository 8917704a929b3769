package io.github.ms100.cacheasmulti.internal.store.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.redis.Operations.Operation;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** {@code -Dequivalence.seed=…} repeats a run. */
@DisplayName("L1 a cache with a local level returns what one without does, and leaves the same bytes in Redis")
class TwoLevelDifferenceTests extends OnBothDrivers {

    private static final int STEPS = 1_000;

    Stream<Arguments> caches() {
        RedisCacheConfiguration usual = RedisCacheConfiguration.defaultCacheConfig();
        return Stream.of(
                        Named.of("usual keys", usual),
                        Named.of("text keys", usual.serializeKeysWith(LocalLevel.textKeys())),
                        Named.of("no nulls", usual.disableCachingNullValues()))
                .flatMap(configuration -> Stream.of(
                                Named.of("objects of Lettuce", (RedisConnectionFactory) lettuceWithCopies),
                                Named.of("bytes of Jedis", (RedisConnectionFactory) jedisWithCopies))
                        .map(copies -> Arguments.of(copies, configuration)));
    }

    @ParameterizedTest(name = "L1, L3, L4 copies are {0}, {1}")
    @MethodSource("caches")
    void sameResultsAndSameBytes(RedisConnectionFactory connections, RedisCacheConfiguration configuration) {
        long seed = Long.getLong("equivalence.seed", new Random().nextInt());
        Random random = new Random(seed);
        Operations operations = new Operations(random);
        Side plain = new Side(connections, configuration, false);
        Side two = new Side(connections, configuration, true);
        Operation before = null;

        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(8) == 0) {
                // So that some reads find an entry in Redis that has no copy.
                RedisCaches.changedPastTheLibrary();
            }
            Operation operation = operations.next();
            Object expectedResult = operation.on(plain.cache, plain.batch);
            Object result = operation.on(two.cache, two.batch);

            assertThat(result)
                    .as("seed %d, step %d: %s after %s", seed, step, operation, before)
                    .isEqualTo(expectedResult);
            assertThat(two.dump())
                    .as("in Redis, seed %d, step %d: %s after %s", seed, step, operation, before)
                    .isEqualTo(plain.dump());
            before = operation;
        }
    }

    /** A cache, its batch form, and what is in Redis of it. */
    private static final class Side {

        private final String prefix = UUID.randomUUID() + ":";

        private final CountingRedisCacheWriter writer;

        private final RedisCache cache;

        private final EnhancedCache batch;

        Side(RedisConnectionFactory connections, RedisCacheConfiguration configuration, boolean local) {
            this.writer = CountingRedisCacheWriter.create(connections, SpringLine::redisWriter);
            RedisCache plain = (RedisCache) RedisManagers.of(
                            writer,
                            configuration.computePrefixWith(name -> prefix).entryTtl(Duration.ofHours(1)))
                    .getCache("cars");
            this.cache = local ? RedisCaches.connected(connections, plain) : plain;
            this.batch = new RedisCacheConverter(() -> SpringLine.toBeTold(connections), () -> 1000).convert(cache);
        }

        Map<String, String> dump() {
            CompletableFuture<Void> pending = writer.pendingWrites();
            if (pending != null) {
                pending.join();
            }
            return TestRedis.onServer(connection -> {
                Map<String, String> entries = new TreeMap<>();
                for (byte[] key : connection.keyCommands().keys((prefix + "*").getBytes(UTF_8))) {
                    String value = new String(connection.stringCommands().get(key), ISO_8859_1);
                    boolean expires = connection.keyCommands().pTtl(key) > 0;
                    entries.put(new String(key, UTF_8).substring(prefix.length()), value + ", expires: " + expires);
                }
                return entries;
            });
        }
    }
}
