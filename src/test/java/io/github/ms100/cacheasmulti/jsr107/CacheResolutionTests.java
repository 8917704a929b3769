package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.jcache.config.JCacheConfigurer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@DisplayName("J1 the cache resolvers of a JCacheConfigurer")
class CacheResolutionTests {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(App.class, Cars.class);

    private final App app = context.getBean(App.class);

    private final Cars cars = context.getBean(Cars.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    @DisplayName("J1 values and exceptions go to the cache of their resolver, asked with the caller's own arguments")
    void bothResolversAreAsked() {
        app.caches = List.of(app.cars);
        app.exceptionCaches = List.of(app.failures);
        List<Integer> own = new ArrayList<>(List.of(1));

        cars.find(own);
        catchThrowable(() -> cars.find(List.of(-1)));

        assertThat(app.cars.getNativeCache()).containsOnlyKeys(1);
        assertThat(app.failures.getNativeCache()).containsOnlyKeys(-1);
        assertThat(catchThrowable(() -> cars.find(-1))).hasMessage("no [-1]");
        assertThat(app.asked).hasSize(6);
        assertThat(app.asked.get(0).getArgs()[0]).isSameAs(own);
        assertThat(app.asked.get(1).getArgs()[0]).isSameAs(own);
        assertThat(app.asked.get(1).getOperation().getCacheNames()).containsExactly("cars");
    }

    @Test
    @DisplayName("J1 a resolver that yields no cache is a clear error, as for the single method")
    void noCacheIsAnError() {
        for (List<Cache> none : new ArrayList<>(java.util.Arrays.asList(List.<Cache>of(), null))) {
            app.caches = none;

            assertThatIllegalStateException().isThrownBy(() -> cars.find(1));
            assertThatIllegalStateException()
                    .isThrownBy(() -> cars.find(List.of(1)))
                    .withMessageContainingAll("No cache", "Cars.find");
            assertThatIllegalStateException().isThrownBy(() -> cars.save(Map.of(1, "one")));
            assertThatIllegalStateException().isThrownBy(() -> cars.remove(List.of(1)));
        }
    }

    @Test
    @DisplayName("J1 a resolver that yields two caches is a clear error, as for the single method")
    void twoCachesAreAnError() {
        app.caches = List.of(app.cars, app.failures);

        assertThatIllegalStateException().isThrownBy(() -> cars.find(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> cars.find(List.of(1)))
                .withMessageContainingAll("[cars, failures]", "Cars.find", "only one");
    }

    @Test
    @DisplayName("J1 no cache for exceptions means that they are not cached; two are an error")
    void exceptionCacheMayBeMissing() {
        app.caches = List.of(app.cars);
        app.exceptionCaches = null;

        assertThat(catchThrowable(() -> cars.find(List.of(-1)))).hasMessage("no [-1]");
        assertThat(cars.find(List.of(1))).containsExactly("car 1");

        app.exceptionCaches = List.of(app.cars, app.failures);
        assertThatIllegalStateException().isThrownBy(() -> cars.find(2));
        assertThatIllegalStateException()
                .isThrownBy(() -> cars.find(List.of(2)))
                .withMessageContaining("[cars, failures]");
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class App implements JCacheConfigurer {

        final ConcurrentMapCache cars = new ConcurrentMapCache("cars");

        final ConcurrentMapCache failures = new ConcurrentMapCache("failures");

        final List<CacheOperationInvocationContext<?>> asked = new ArrayList<>();

        Collection<? extends Cache> caches;

        Collection<? extends Cache> exceptionCaches;

        @Override
        public CacheResolver cacheResolver() {
            return call -> {
                asked.add(call);
                return caches;
            };
        }

        @Override
        public CacheResolver exceptionCacheResolver() {
            return call -> {
                asked.add(call);
                return exceptionCaches;
            };
        }
    }

    @CacheDefaults(cacheName = "cars")
    static class Cars {

        @CacheResult(exceptionCacheName = "failures")
        public String find(Integer id) {
            return find(List.of(id)).get(0);
        }

        @CacheResult(exceptionCacheName = "failures")
        public List<String> find(@CacheAsMulti List<Integer> ids) {
            if (ids.contains(-1)) {
                throw new IllegalArgumentException("no " + ids);
            }
            return ids.stream().map(id -> "car " + id).toList();
        }

        @CachePut
        public void save(@CacheAsMulti @CacheValue Map<Integer, String> values) {}

        @CacheRemove
        public void remove(@CacheAsMulti List<Integer> ids) {}
    }
}
