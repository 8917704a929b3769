package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** Which caches refuse nulls (S11), seen before and after their conversion. */
@DisplayName("S11 null policy")
class NullPolicyTests {

    private final Stores stores = new Stores(List.of());

    static Stream<Cache> refusing() {
        return Stream.of(
                new ConcurrentMapCache("map", false),
                new ConcurrentMapCache("subclass", false) {},
                new CaffeineCache("caffeine", Caffeine.newBuilder().build(), false));
    }

    static Stream<Cache> accepting() {
        return Stream.of(
                new ConcurrentMapCache("map"),
                new CaffeineCache("caffeine", Caffeine.newBuilder().build()),
                unknown());
    }

    private static Cache unknown() {
        Cache unknown = mock();
        when(unknown.getName()).thenReturn("unknown");
        return unknown;
    }

    @ParameterizedTest
    @MethodSource("refusing")
    void cacheThatRefusesNullsIsFoundBehindEveryWrapper(Cache cache) {
        Cache decorated = new TransactionAwareCacheDecorator(new TransactionAwareCacheDecorator(cache));

        assertThat(refusesNull(cache)).isTrue();
        assertThat(refusesNull(stores.of(cache))).isTrue();
        assertThat(refusesNull(stores.of(decorated))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("accepting")
    void cacheThatAcceptsNullsOrDoesNotSayIsGivenThem(Cache cache) {
        assertThat(refusesNull(cache)).isFalse();
        assertThat(refusesNull(new TransactionAwareCacheDecorator(cache))).isFalse();
    }

    private boolean refusesNull(Cache cache) {
        return stores.view(cache).refusesNull();
    }
}
