package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Each batch method must use the cache and the keys that its single method uses, wherever the annotations stand. */
@DisplayName("J1, S26 inherited JSR-107 annotations and proxies")
class JCacheInheritanceTests {

    @ParameterizedTest(name = "CGLIB {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("J1, S26 @CacheDefaults of an interface, class or superclass count as for the single method")
    void cacheDefaultsCountAsForTheSingleMethod(boolean cglib) {
        with(cglib, app -> {
            app.garage.one(1);
            app.garage.many(List.of(2));
            app.garage.drop(List.of(7));
            app.garage.keep(Map.of(3, "three"));

            assertThat(app.garage.many(List.of(1, 2, 3))).containsExactly("car 1", "car 2", "three");
            if (!cglib) {
                assertThat(app.keys("of interface")).containsExactlyInAnyOrder(key(1), key(2), key(3));
            }
        });
    }

    @ParameterizedTest(name = "CGLIB {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("J1, S26 annotations that only an interface has work behind a JDK proxy, as for the single method")
    void annotationsOfInterfacesWorkAsForTheSingleMethod(boolean cglib) {
        with(cglib, app -> {
            app.garage.byInterface(1);
            app.garage.byInterface(Set.of(2));

            // Spring does not find them behind a CGLIB proxy.
            assertThat(app.keys("by interface")).isEqualTo(cglib ? Set.of() : Set.of(1, 2));
        });
    }

    @ParameterizedTest(name = "CGLIB {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("J1, S26 generic interfaces, bridge methods and default methods work as for the single method")
    void genericInterfacesWork(boolean cglib) {
        with(cglib, app -> {
            app.garage.generic(1);
            app.garage.generics(List.of(2));
            assertThat(app.keys("generic")).containsExactlyInAnyOrder(1, 2);

            app.garage.byDefault(1);
            app.garage.byDefaults(new Integer[] {2});
            assertThat(app.keys("default")).containsExactlyInAnyOrder(1, 2);
        });
    }

    @ParameterizedTest(name = "CGLIB {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("J1, S26 the annotation of an overriding method wins; an inherited method keeps its own")
    void overridingMethodsWin(boolean cglib) {
        with(cglib, app -> {
            app.garage.overridden(1);
            app.garage.overriddens(List.of(2));
            assertThat(app.keys("new")).containsExactlyInAnyOrder(1, 2);
            assertThat(app.keys("old")).isEmpty();

            app.garage.inherited(1);
            app.garage.inheriteds(List.of(2));
            assertThat(app.keys("inherited")).containsExactlyInAnyOrder(1, 2);
        });
    }

    private static Object key(int element) {
        return new ElementKey(element);
    }

    private static void with(boolean cglib, Consumer<App> test) {
        Class<?> configuration = cglib ? Cglib.class : Jdk.class;
        try (var context = new AnnotationConfigApplicationContext(configuration, GarageOfClass.class)) {
            Garage garage = context.getBean(Garage.class);
            assertThat(AopUtils.isCglibProxy(garage)).isEqualTo(cglib);
            test.accept(new App(garage, context.getBean(CacheManager.class)));
        }
    }

    record App(Garage garage, CacheManager manager) {

        Set<Object> keys(String cache) {
            return ((ConcurrentMapCache) manager.getCache(cache))
                    .getNativeCache()
                    .keySet();
        }
    }

    record ElementKey(Object element) implements GeneratedCacheKey {}

    static class Elements implements CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<?> context) {
            return new ElementKey(context.getKeyParameters()[0].getValue());
        }
    }

    interface Generic<T> {

        @CacheResult(cacheName = "generic")
        String generic(T id);

        @CacheResult(cacheName = "generic")
        List<String> generics(@CacheAsMulti Collection<T> ids);

        @CacheResult(cacheName = "default")
        default String byDefault(T id) {
            return "default " + id;
        }

        @CacheResult(cacheName = "default")
        default Object[] byDefaults(@CacheAsMulti T[] ids) {
            return List.of(ids).stream().map(id -> "default " + id).toArray();
        }
    }

    interface Garage extends Generic<Integer>, WithDefaults {

        @CacheResult(cacheName = "by interface")
        String byInterface(Integer id);

        @CacheResult(cacheName = "by interface")
        Map<Integer, String> byInterface(@CacheAsMulti Set<Integer> ids);

        @CacheResult(cacheName = "old")
        String overridden(Integer id);

        @CacheResult(cacheName = "old")
        List<String> overriddens(@CacheAsMulti List<Integer> ids);

        String inherited(Integer id);

        List<String> inheriteds(List<Integer> ids);
    }

    @CacheDefaults(cacheName = "of interface", cacheKeyGenerator = Elements.class)
    interface WithDefaults {

        @CacheResult
        String one(Integer id);

        @CacheResult
        List<String> many(@CacheAsMulti List<Integer> ids);

        @CacheRemove
        void drop(@CacheAsMulti List<Integer> ids);

        @CachePut
        void keep(@CacheAsMulti @CacheValue Map<Integer, String> values);
    }

    static class Base {

        @CacheResult(cacheName = "inherited")
        public String inherited(Integer id) {
            return "car " + id;
        }

        @CacheResult(cacheName = "inherited")
        public List<String> inheriteds(@CacheAsMulti List<Integer> ids) {
            return ids.stream().map(this::inherited).toList();
        }
    }

    static class GarageOfClass extends Base implements Garage {

        private final List<Integer> kept = new ArrayList<>();

        @Override
        public String one(Integer id) {
            return "car " + id;
        }

        @Override
        public List<String> many(List<Integer> ids) {
            return ids.stream().map(id -> kept.contains(id) ? "three" : one(id)).toList();
        }

        @Override
        public void drop(List<Integer> ids) {
            kept.removeAll(ids);
        }

        @Override
        public void keep(Map<Integer, String> values) {
            kept.addAll(values.keySet());
        }

        @Override
        public String byInterface(Integer id) {
            return "car " + id;
        }

        @Override
        public Map<Integer, String> byInterface(Set<Integer> ids) {
            return Map.of(new TreeSet<>(ids).first(), "car");
        }

        @Override
        @CacheResult(cacheName = "generic")
        public String generic(Integer id) {
            return "car " + id;
        }

        @Override
        @CacheResult(cacheName = "generic")
        public List<String> generics(@CacheAsMulti Collection<Integer> ids) {
            return ids.stream().map(this::generic).toList();
        }

        @Override
        @CacheResult(cacheName = "new")
        public String overridden(Integer id) {
            return "car " + id;
        }

        @Override
        @CacheResult(cacheName = "new")
        public List<String> overriddens(List<Integer> ids) {
            return ids.stream().map(this::overridden).toList();
        }
    }

    @Configuration
    @Import(CacheAsMultiConfiguration.class)
    static class Caching {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration
    @EnableCaching
    static class Jdk extends Caching {}

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class Cglib extends Caching {}
}
