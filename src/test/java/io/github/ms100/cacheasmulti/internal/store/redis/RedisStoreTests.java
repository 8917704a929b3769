package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@DisplayName("B1 a batch of Redis is an array of keys, and what belongs to a key has its index")
class RedisStoreTests extends OnBothDrivers {

    private static final Object MISS = "a miss";

    @ParameterizedTest
    @MethodSource("drivers")
    void valueHasTheIndexOfItsKey(RedisConnectionFactory driver) {
        StoreView store = RedisCaches.view(new RedisCaches(driver).create(UnaryOperator.identity()));

        store.write(new Object[] {1, "two", 3L}, new Object[] {"one", null, "three"});

        assertThat(read(store, 0, 3, "two", 1)).containsExactly(MISS, "three", null, "one");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void evictedKeysAreMisses(RedisConnectionFactory driver) {
        StoreView store = RedisCaches.view(new RedisCaches(driver).create(UnaryOperator.identity()));
        store.write(new Object[] {1, 2, 3}, new Object[] {"one", "two", "three"});

        store.evict(new Object[] {1, 0});
        store.evictNow(new Object[] {3});

        assertThat(read(store, 1, 2, 3)).containsExactly(MISS, "two", MISS);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("S23 S24 keys that fail move no other from its index")
    void keysThatFailMoveNoOther(RedisConnectionFactory driver) {
        StoreView store = RedisCaches.view(new RedisCaches(driver).create(UnaryOperator.identity()));
        Object textless = new Object();
        Object[] keys = {1, textless, 2, 3, 4};
        Object unwritable = new ArrayList<>(List.of(new Object()));
        @Nullable Object[] found = new Object[keys.length];
        Arrays.fill(found, MISS);

        PartialBatchException write = catchThrowableOfType(
                PartialBatchException.class,
                () -> store.write(keys, new Object[] {"one", "none", "two", unwritable, "four"}));
        PartialBatchException read = catchThrowableOfType(PartialBatchException.class, () -> store.read(keys, found));

        assertThat(write.getFailures()).containsOnlyKeys(textless, 3);
        assertThat(read.getFailures()).containsOnlyKeys(textless);
        assertThat(found).containsExactly("one", MISS, "two", MISS, "four");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void clearedStoreIsEmpty(RedisConnectionFactory driver) {
        RedisCache source = new RedisCaches(driver).create(UnaryOperator.identity());
        StoreView store = RedisCaches.view(source);
        store.write(new Object[] {1, 2}, new Object[] {"one", "two"});

        store.clearNow();

        assertThat(read(store, 1, 2)).containsOnly(MISS);
        assertThat(store.source()).isSameAs(source);
    }

    @Test
    @DisplayName("S11 the store refuses nulls as the cache does")
    void refusesNullAsTheCacheDoes() {
        RedisCaches caches = new RedisCaches(lettuce);

        assertThat(RedisCaches.view(caches.create(UnaryOperator.identity())).refusesNull())
                .isFalse();
        assertThat(RedisCaches.view(caches.create(RedisCacheConfiguration::disableCachingNullValues))
                        .refusesNull())
                .isTrue();
    }

    @Test
    @DisplayName("B2 a subclass is looped")
    void subclassIsLooped() {
        RedisCache plain = new RedisCaches(lettuce).create(UnaryOperator.identity());
        RedisCache subclass = new RedisCache(plain.getName(), plain.getNativeCache(), plain.getCacheConfiguration()) {};

        assertThat(ViewCaches.viewOf(new RedisCacheConverter(() -> lettuce, () -> 0).convert(subclass)))
                .isNotInstanceOf(RedisStore.class);
    }

    private static @Nullable Object[] read(StoreView store, Object... keys) {
        @Nullable Object[] values = new Object[keys.length];
        Arrays.fill(values, MISS);
        store.read(keys, values);
        return values;
    }
}
