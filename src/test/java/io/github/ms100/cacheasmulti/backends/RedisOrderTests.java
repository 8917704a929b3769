package io.github.ms100.cacheasmulti.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** {@code -Dorder.rounds=…} makes it longer. */
@DisplayName(
        "B1 what a single method and then a batch write is written in that order, though single methods do not wait")
@Tag("slow")
class RedisOrderTests {

    private static final int ROUNDS = Integer.getInteger("order.rounds", 300);

    private static final String OLD = "old";

    private static final String NEW = "new";

    private final CachingContext context = context(connect());

    private final Cars cars = context.bean(Cars.class);

    private final Cache cache = context.cache("cars");

    RedisConnectionFactory connect() {
        return TestRedis.lettuce();
    }

    private static CachingContext context(RedisConnectionFactory connections) {
        RedisCacheManager manager = RedisManagers.of(
                CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter),
                RedisCacheConfiguration.defaultCacheConfig());
        return CachingContext.of(manager, connections, Cars.class);
    }

    @BeforeEach
    void empty() {
        cache.invalidate();
    }

    @AfterEach
    void close() {
        context.close();
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Single.values())
                .flatMap(single -> Arrays.stream(Batch.values()).map(batch -> Arguments.of(single, batch)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void batchComesAfterTheSingleWriteBeforeIt(Single single, Batch batch) {
        List<String> wrong = new ArrayList<>();

        for (int id = 1; id <= ROUNDS; id++) {
            single.write(cars, id);
            String told = batch.write(cars, id);
            String kept = stored(id);
            // A batch that has read what a single method was about to write has stored nothing itself.
            boolean right = OLD.equals(told) ? single.leaves(kept) : Objects.equals(told, kept);
            if (!right) {
                wrong.add("%d: told %s, kept %s".formatted(id, told, kept));
            }
        }

        assertThat(wrong).as("of %d rounds", ROUNDS).isEmpty();
    }

    @Test
    void singleWriteComesAfterTheBatchBeforeIt() {
        for (int id = 1; id <= ROUNDS; id++) {
            cars.putAll(List.of(id, -id), OLD);
            cars.put(id, NEW);
            assertThat(stored(id)).isEqualTo(NEW);

            cars.putAll(List.of(id, -id), OLD);
            cars.evict(id);
            assertThat(stored(id)).isNull();
        }
    }

    /** Returns what is stored once what single methods have sent for the key is done: it is read behind that. */
    private @Nullable String stored(int id) {
        CompletableFuture<?> value = Objects.requireNonNull(cache.retrieve(id));
        Cache.ValueWrapper wrapper = (Cache.ValueWrapper) value.join();
        return (wrapper != null) ? (String) wrapper.get() : null;
    }

    enum Single {
        PUT {
            @Override
            void write(Cars cars, int id) {
                cars.put(id, OLD);
            }
        },
        STORE_OF_A_MISS {
            @Override
            void write(Cars cars, int id) {
                cars.find(id);
            }
        },
        EVICT {
            @Override
            void write(Cars cars, int id) {
                cars.putAll(List.of(id, -id), OLD);
                cars.evict(id);
            }

            @Override
            boolean leaves(@Nullable String kept) {
                return kept == null;
            }
        },
        CLEAR {
            @Override
            void write(Cars cars, int id) {
                cars.putAll(List.of(id, -id), OLD);
                cars.clear();
            }

            @Override
            boolean leaves(@Nullable String kept) {
                return !NEW.equals(kept); // more than one command: it may not be done yet
            }
        };

        abstract void write(Cars cars, int id);

        boolean leaves(@Nullable String kept) {
            return OLD.equals(kept);
        }
    }

    enum Batch {
        EVICT {
            @Override
            @Nullable
            String write(Cars cars, int id) {
                cars.evictAll(List.of(-id, id));
                return null;
            }
        },
        PUT {
            @Override
            String write(Cars cars, int id) {
                cars.putAll(List.of(-id, id), NEW);
                return NEW;
            }
        },
        STORE_OF_A_LOAD {
            @Override
            @Nullable
            String write(Cars cars, int id) {
                return cars.findAll(List.of(-id, id)).get(id);
            }
        },
        CLEAR {
            @Override
            @Nullable
            String write(Cars cars, int id) {
                cars.clearAtOnce(List.of(-id, id));
                return null;
            }
        };

        /** Writes, and returns what has been stored by it or found. */
        abstract @Nullable String write(Cars cars, int id);
    }

    static class Cars {

        @CachePut(cacheNames = "cars", key = "#id")
        public String put(Integer id, String car) {
            return car;
        }

        @Cacheable("cars")
        public String find(Integer id) {
            return OLD;
        }

        @CacheEvict("cars")
        public void evict(Integer id) {}

        @CacheEvict(cacheNames = "cars", allEntries = true)
        public void clear() {}

        @CachePut(cacheNames = "cars", key = "#ids")
        public Map<Integer, String> putAll(@CacheAsMulti List<Integer> ids, String car) {
            Map<Integer, String> cars = new LinkedHashMap<>();
            ids.forEach(id -> cars.put(id, car));
            return cars;
        }

        @Cacheable("cars")
        public Map<Integer, String> findAll(@CacheAsMulti List<Integer> ids) {
            return putAll(ids, NEW);
        }

        @CacheEvict("cars")
        public void evictAll(@CacheAsMulti List<Integer> ids) {}

        @CacheEvict(cacheNames = "cars", allEntries = true, beforeInvocation = true)
        public void clearAtOnce(@CacheAsMulti List<Integer> ids) {}
    }
}
