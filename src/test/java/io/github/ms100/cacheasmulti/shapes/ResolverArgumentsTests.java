package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.stereotype.Component;

@DisplayName("S6, S7 what a cache resolver does to the arguments it is shown changes nothing about the elements")
class ResolverArgumentsTests {

    @Test
    void argumentReplacedByNull() {
        try (CachingContext context = CachingContext.of(Cars.class, Resolver.class)) {
            context.bean(Resolver.class).change = arguments -> arguments[0] = null;
            Cars cars = context.bean(Cars.class);
            for (int call = 0; call < 2; call++) {
                assertThat(cars.find(List.of(1, 2))).containsExactly("car 1", "car 2");
            }
            assertThat(cars.loaded()).containsExactly(1, 2);
        }
    }

    @Test
    void argumentReplacedByASet() {
        try (CachingContext context = CachingContext.of(Cars.class, Resolver.class)) {
            context.bean(Resolver.class).change =
                    arguments -> arguments[0] = new HashSet<>((Collection<?>) arguments[0]);
            Cars cars = context.bean(Cars.class);
            assertThat(cars.find(List.of(1, 1, 2))).containsExactly("car 1", "car 1", "car 2");
            assertThat(cars.loaded()).containsExactly(1, 2);
        }
    }

    static class Cars {

        private final List<Integer> loaded = new ArrayList<>();

        @Cacheable(cacheResolver = "resolver")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            loaded.addAll(ids);
            return ids.stream().map(id -> "car " + id).toList();
        }

        List<Integer> loaded() {
            return loaded;
        }
    }

    @Component("resolver")
    static class Resolver implements CacheResolver {

        private final Cache cache = new ConcurrentMapCache("cars");

        private Consumer<Object[]> change = arguments -> {};

        @Override
        public Collection<? extends Cache> resolveCaches(CacheOperationInvocationContext<?> context) {
            change.accept(context.getArgs());
            return List.of(cache);
        }
    }
}
