package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
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

    private final EnhancedCacheConversionService conversion = new EnhancedCacheConversionService(List.of());

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
                mock(Cache.class));
    }

    @ParameterizedTest
    @MethodSource("refusing")
    void cacheThatRefusesNullsIsFoundBehindEveryWrapper(Cache cache) {
        Cache decorated = new TransactionAwareCacheDecorator(new TransactionAwareCacheDecorator(cache));

        assertThat(NullPolicy.refusesNull(cache)).isTrue();
        assertThat(NullPolicy.refusesNull(conversion.convert(cache))).isTrue();
        assertThat(NullPolicy.refusesNull(conversion.convert(decorated))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("accepting")
    void cacheThatAcceptsNullsOrDoesNotSayIsGivenThem(Cache cache) {
        assertThat(NullPolicy.refusesNull(cache)).isFalse();
        assertThat(NullPolicy.refusesNull(new TransactionAwareCacheDecorator(cache)))
                .isFalse();
    }
}
