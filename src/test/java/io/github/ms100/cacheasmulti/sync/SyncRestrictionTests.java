package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.Bean;

@DisplayName("S19 Spring's own restrictions of sync = true hold for batch methods")
class SyncRestrictionTests {

    static Stream<Arguments> restrictions() {
        return Stream.of(
                Arguments.of(TwoCaches.class, new String[] {"[a, b]", "Name one cache"}),
                Arguments.of(TwoCachesOfTheClass.class, new String[] {"[a, b]", "Name one cache"}),
                Arguments.of(WithUnless.class, new String[] {"unless = \"#result == null\"", "Remove unless"}),
                Arguments.of(WithPut.class, new String[] {"other cache operations", "Make it the only one"}),
                Arguments.of(WithEvict.class, new String[] {"other cache operations", "Make it the only one"}),
                Arguments.of(TwoReads.class, new String[] {"other cache operations", "Make it the only one"}));
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    @DisplayName("S19, S25 at start-up where they are known by then")
    void atStartUp(Class<?> bean, String[] words) {
        assertThatExceptionOfType(BeanCreationException.class)
                .isThrownBy(() -> CachingContext.of(bean))
                .havingRootCause()
                .isInstanceOf(InvalidBatchMethodException.class)
                .withMessageContainingAll(bean.getName(), "find(List)", "sync = true", "Or remove sync = true")
                .withMessageContainingAll(words);
    }

    @Test
    @DisplayName(
            "S19 at the call if a resolver yields several caches, as for a single method, before any cache is touched")
    void atTheCall() {
        try (CachingContext context = CachingContext.of(Resolved.class, Database.class)) {
            Resolved cars = context.bean(Resolved.class);

            assertThatIllegalStateException().isThrownBy(() -> cars.find(1)).withMessageContaining("single cache");
            assertThatIllegalStateException()
                    .isThrownBy(() -> cars.find(List.of(1, 2)))
                    .withMessageContainingAll("Resolved.find(List)", "single cache", "[a, b]", "sync = true");
            assertThat(context.bean(Database.class).queries).isEmpty();
            Callers.assertNothingIsLeft();
        }
    }

    @Test
    @DisplayName("S19, S15 a condition is none of them")
    void condition() {
        try (CachingContext context = CachingContext.of(SyncCars.class, Database.class)) {
            SyncCars cars = context.bean(SyncCars.class);

            assertThat(cars.findSmall(List.of(1, 11))).hasSize(2);
            assertThat(cars.findSmall(List.of(1, 11))).hasSize(2);

            assertThat(context.bean(Database.class).queries).containsExactly(List.of(1, 11), List.of(11));
        }
    }

    static class TwoCaches {
        @Cacheable(
                cacheNames = {"a", "b"},
                sync = true)
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }
    }

    @CacheConfig(cacheNames = {"a", "b"})
    static class TwoCachesOfTheClass {
        @Cacheable(sync = true)
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }
    }

    static class WithUnless {
        @Cacheable(cacheNames = "a", sync = true, unless = "#result == null")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }
    }

    static class WithPut {
        @Cacheable(cacheNames = "a", sync = true)
        @CachePut("b")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }
    }

    static class WithEvict {
        @Cacheable(cacheNames = "a", sync = true)
        @CacheEvict("b")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }
    }

    static class TwoReads {
        @Caching(cacheable = {@Cacheable(cacheNames = "a", sync = true), @Cacheable("b")})
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }
    }

    static class Resolved {

        private final Database database;

        Resolved(Database database) {
            this.database = database;
        }

        @Cacheable(cacheResolver = "two", sync = true)
        public String find(Integer id) {
            return "car";
        }

        @Cacheable(cacheResolver = "two", sync = true)
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Bean
        static CacheResolver two() {
            return context -> List.of(new ConcurrentMapCache("a"), new ConcurrentMapCache("b"));
        }
    }
}
