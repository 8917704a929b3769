package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.lang.annotation.Annotation;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("J1 CacheResolverFactory")
class CacheResolverFactoryTests {

    private final CachingContext application = CachingContext.of(Factory.class, Cars.class);

    private final Factory factory = application.bean(Factory.class);

    private final Cars cars = application.bean(Cars.class);

    @AfterEach
    void close() {
        application.close();
        factory.close();
    }

    @Test
    @DisplayName("J1 the caches of the factory are used, for every annotation, and shared with the single method")
    void cachesOfTheFactoryAreUsed() {
        assertThat(cars.find("a", 1)).isEqualTo("a car 1");
        assertThat(cars.find("b", List.of(1, 2))).isEqualTo(List.of("a car 1", "b car 2"));

        cars.save(Map.of(3, "three"));
        cars.remove(List.of(1));

        assertThat(factory.values.get(3)).isEqualTo("three");
        assertThat(factory.values.containsKey(1)).isFalse();
        assertThat(factory.values.get(2)).isEqualTo("b car 2");
    }

    @Test
    @DisplayName("J1, S1 the resolver is asked once per call, with the caller's own arguments and their declared types")
    void resolverSeesTheCallersOwnArguments() {
        List<Integer> own = new ArrayList<>(List.of(1, 2));
        cars.find("north", own);

        assertThat(factory.resolutions).hasSize(1);
        CacheInvocationContext<? extends Annotation> context = factory.resolutions.get(0);
        CacheInvocationParameter[] parameters = context.getAllParameters();
        assertThat(parameters[1].getValue()).isSameAs(own);
        assertThat(parameters)
                .extracting(CacheInvocationParameter::getRawType)
                .isEqualTo(List.of(String.class, List.class));
        assertThat(context.getCacheName()).isEqualTo("cars");
        assertThat(context.getMethod().getName()).isEqualTo("find");
        assertThat(context.getCacheAnnotation()).isInstanceOf(CacheResult.class);
    }

    @Test
    @DisplayName("J1, J3 exceptions go to the factory's cache for them, shared with the single method")
    void exceptionsGoToTheirOwnCache() {
        catchThrowable(() -> cars.fail(List.of(1)));
        catchThrowable(() -> cars.fail(2));

        assertThat(factory.failures.get(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> cars.fail(List.of(3, 2)))).hasMessage("failed for 2");
        assertThat(catchThrowable(() -> cars.fail(1))).hasMessage("failed for [1]");
    }

    @Test
    @DisplayName("J1 a new cache object per call works, and none of them is kept")
    void noCacheObjectIsKept() {
        for (int i = 0; i < 200; i++) {
            cars.find("north", List.of(i % 7, i));
            int failing = i;
            catchThrowable(() -> cars.fail(List.of(failing)));
        }
        assertThat(factory.handedOut).hasSizeGreaterThanOrEqualTo(600);
        factory.resolutions.clear();

        int kept = factory.handedOut.size();
        for (int round = 0; kept > 0 && round < 100; round++) {
            System.gc();
            kept = factory.kept();
        }
        assertThat(kept).isZero();
    }

    @Test
    @DisplayName("J1 a factory that finds no cache is a clear error")
    void noCacheIsAnError() {
        factory.resolvesNothing = true;

        assertThatIllegalStateException()
                .isThrownBy(() -> cars.find("north", List.of(1)))
                .withMessageContaining("Could not resolve cache for");
    }

    /** Answers each question with a new cache object. */
    static class Factory implements CacheResolverFactory {

        private final CacheManager manager = new CaffeineCachingProvider().getCacheManager();

        private final Cache<Object, Object> values = manager.createCache("values", new MutableConfiguration<>());

        private final Cache<Object, Object> failures =
                manager.createCache("failures", new MutableConfiguration<>().setStoreByValue(false));

        private final List<WeakReference<Object>> handedOut = new ArrayList<>();

        private final List<CacheInvocationContext<? extends Annotation>> resolutions = new ArrayList<>();

        private boolean resolvesNothing;

        @Override
        public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> details) {
            return resolver(values);
        }

        @Override
        public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
            return resolver(failures);
        }

        int kept() {
            return (int) handedOut.stream()
                    .filter(reference -> reference.get() != null)
                    .count();
        }

        void close() {
            manager.getCachingProvider().close();
        }

        private CacheResolver resolver(Cache<Object, Object> cache) {
            return new CacheResolver() {
                @Override
                @SuppressWarnings("unchecked")
                public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> context) {
                    resolutions.add(context);
                    return resolvesNothing ? null : (Cache<K, V>) another(cache);
                }
            };
        }

        private Object another(Cache<Object, Object> cache) {
            Object another = Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Cache.class}, (proxy, method, arguments) -> {
                        try {
                            return method.invoke(cache, arguments);
                        } catch (InvocationTargetException ex) {
                            throw ex.getTargetException();
                        }
                    });
            handedOut.add(new WeakReference<>(another));
            return another;
        }
    }

    @CacheDefaults(cacheName = "cars", cacheResolverFactory = Factory.class)
    static class Cars {

        @CacheResult
        public String find(@CacheValue String garage, Integer id) {
            return garage + " car " + id;
        }

        @CacheResult
        public List<String> find(@CacheValue String garage, @CacheAsMulti List<Integer> ids) {
            return ids.stream().map(id -> garage + " car " + id).toList();
        }

        @CachePut
        public void save(@CacheAsMulti @CacheValue Map<Integer, String> values) {}

        @CacheRemove
        public void remove(@CacheAsMulti List<Integer> ids) {}

        @CacheResult(exceptionCacheName = "any")
        public String fail(Integer id) {
            throw new IllegalArgumentException("failed for " + id);
        }

        @CacheResult(exceptionCacheName = "any")
        public List<String> fail(@CacheAsMulti List<Integer> ids) {
            throw new IllegalArgumentException("failed for " + ids);
        }
    }
}
