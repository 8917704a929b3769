package io.github.ms100.cacheasmulti.endpoint;

import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.endpoint;
import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.lookUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

@DisplayName("O8 elements have the keys of the method and the bean that are named")
class EndpointBeansTests {

    private final ApplicationContextRunner application = EndpointApplications.exposed(
                    BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"))
            .withUserConfiguration(Caches.class)
            .withPropertyValues("management.endpoint.cachebatches.show-keys=always");

    @Test
    @DisplayName("of one manager, where two have a cache of the name")
    void managers() {
        application
                .withBean("first", CacheManager.class, ConcurrentMapCacheManager::new, this::primary)
                .withBean("second", CacheManager.class, ConcurrentMapCacheManager::new)
                .withBean("cars", TwoManagers.class)
                .run(context -> {
                    put(context, "first", 1L, "first's");
                    put(context, "second", 1L, "second's");

                    assertThat(lookUp(context, "cars", "cars.find", "1").manager())
                            .isEqualTo("first");
                    assertThatExceptionOfType(InvalidEndpointRequestException.class)
                            .isThrownBy(() -> endpoint(context).evict("cars", "second", "cars.find", "1"))
                            .withMessageContaining("cars.find has no cache 'cars' of that manager");
                    assertThatExceptionOfType(InvalidEndpointRequestException.class)
                            .isThrownBy(() -> endpoint(context).evict("cars", null, "cars.forget", "1"))
                            .withMessageContaining("say which 'manager', of [first, second]");
                    assertThat(endpoint(context)
                                    .evict("cars", "second", "cars.forget", "1")
                                    .manager())
                            .isEqualTo("second");
                    assertThat(value(context, "first")).isEqualTo("first's");
                    assertThat(value(context, "second")).isNull();
                });
    }

    private void primary(BeanDefinition definition) {
        definition.setPrimary(true);
    }

    private static void put(ApplicationContext context, String manager, Object key, Object value) {
        context.getBean(manager, CacheManager.class).getCache("cars").put(key, value);
    }

    private static Object value(ApplicationContext context, String manager) {
        return context.getBean(manager, CacheManager.class).getCache("cars").get(1L, Object.class);
    }

    static class TwoManagers {

        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            return Map.of();
        }

        @Caching(evict = {@CacheEvict("cars"), @CacheEvict(cacheNames = "cars", cacheManager = "second")})
        public void forget(@CacheAsMulti Collection<Long> ids) {}
    }

    @Test
    @DisplayName("of the types that a bean gives a method of its base class")
    void generics() {
        application
                .withBean("longs", Longs.class)
                .withBean("texts", Texts.class)
                .run(context -> {
                    context.getBean(Longs.class).find(List.of(1L));
                    context.getBean(Texts.class).find(List.of("a"));

                    assertThat(endpoint(context).overview().methods())
                            .extracting(Reports.OfMethod::id, Reports.OfMethod::elementType)
                            .containsExactly(
                                    tuple("longs.find", "java.lang.Long"), tuple("texts.find", "java.lang.String"));
                    assertThat(present(context, "base", "longs.find", "1")).isTrue();
                    assertThat(present(context, "base", "texts.find", "a")).isTrue();
                    assertThat(present(context, "base", "texts.find", "1")).isFalse();
                });
    }

    private static Boolean present(ApplicationContext context, String cache, String method, String element) {
        return lookUp(context, cache, method, element).elements().get(0).present();
    }

    abstract static class Base<T> {

        @Cacheable("base")
        public Map<T, String> find(@CacheAsMulti Collection<T> ids) {
            Map<T, String> found = new TreeMap<>();
            ids.forEach(id -> found.put(id, "found"));
            return found;
        }
    }

    static class Longs extends Base<Long> {}

    static class Texts extends Base<String> {}

    @Test
    @DisplayName("of an overload that only one of two classes has")
    void overloads() {
        application.withBean("p", Parent.class).withBean("q", Overloading.class).run(context -> {
            assertThat(endpoint(context).overview().methods())
                    .extracting(Reports.OfMethod::id)
                    .containsExactly("p.find(Collection)", "q.find(List)");
            assertThatExceptionOfType(InvalidEndpointRequestException.class)
                    .isThrownBy(() -> lookUp(context, "cars", "q.find", "1"))
                    .withMessageContaining("There is no batch method 'q.find'");
            assertThat(lookUp(context, "cars", "q.find(List)", "1")
                            .elements()
                            .get(0)
                            .key())
                    .isEqualTo("s1");
            assertThat(lookUp(context, "cars", "p.find(Collection)", "1")
                            .elements()
                            .get(0)
                            .key())
                    .isEqualTo("l1");
        });
    }

    static class Parent {

        @Cacheable(cacheNames = "cars", key = "'l' + #ids")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            return Map.of();
        }
    }

    static class Overloading extends Parent {

        @Cacheable(cacheNames = "cars", key = "'s' + #names")
        public Map<String, String> find(@CacheAsMulti List<String> names) {
            return Map.of();
        }
    }

    @Test
    @DisplayName("of all operations that a method has with a cache")
    void operations() {
        application.withBean("cars", TwoKeys.class).run(context -> {
            CacheManager manager = context.getBean(CacheManager.class);
            manager.getCache("cars").put("a1", 1);
            manager.getCache("cars").put("b1", 1);

            assertThat(lookUp(context, "cars", "cars.forget", "1").elements())
                    .extracting(Reports.OfElement::key)
                    .containsExactly("a1", "b1");
            assertThat(endpoint(context).evict("cars", null, "cars.forget", "1").evicted())
                    .isEqualTo(2);
            assertThat(lookUp(context, "cars", "cars.forget", "1").elements())
                    .noneMatch(element -> Boolean.TRUE.equals(element.present()));
        });
    }

    static class TwoKeys {

        @Caching(
                evict = {
                    @CacheEvict(cacheNames = "cars", key = "'a' + #ids"),
                    @CacheEvict(cacheNames = "cars", key = "'b' + #ids")
                })
        public void forget(@CacheAsMulti Collection<Long> ids) {}
    }

    @Test
    @DisplayName("or are refused, where a text says nothing of them, or a cache is not there")
    void refused() {
        application
                .withPropertyValues("spring.cache.cache-names=cars")
                .withBean("cars", Odd.class)
                .run(context -> {
                    assertRefused(
                            context, "cars.findAny", "Elements of type java.lang.Object cannot be told by a text");
                    assertRefused(
                            context, "cars.findLists", "Elements of type java.util.List cannot be told by a text");
                    assertRefused(context, "cars.findGone", "Keys cannot be made: java.lang.IllegalArgumentException");
                    assertThatExceptionOfType(InvalidEndpointRequestException.class)
                            .isThrownBy(() -> endpoint(context).clear("gone", null, "gone"))
                            .withMessage("Cache 'gone' has not been made, or not by a cache manager");
                });
    }

    private static void assertRefused(ApplicationContext context, String method, String reason) {
        assertThatExceptionOfType(InvalidEndpointRequestException.class)
                .isThrownBy(() -> lookUp(context, "cars", method, "1"))
                .withMessageContaining(reason);
    }

    static class Odd {

        @Cacheable("cars")
        public List<String> findAny(@CacheAsMulti List<?> any) {
            return List.of();
        }

        @Cacheable("cars")
        public List<String> findLists(@CacheAsMulti List<List<Long>> lists) {
            return List.of();
        }

        @Cacheable({"cars", "gone"})
        public Map<Long, String> findGone(@CacheAsMulti Collection<Long> ids) {
            return Map.of();
        }
    }

    @Test
    @DisplayName("and to show that makes no bean that is lazy")
    void lazy() {
        application
                .withBean("first", CacheManager.class, ConcurrentMapCacheManager::new, this::primary)
                .withBean(
                        "second",
                        CacheManager.class,
                        ConcurrentMapCacheManager::new,
                        definition -> definition.setLazyInit(true))
                .withBean("cars", TwoManagers.class)
                .run(context -> {
                    assertThat(endpoint(context).overview().methods()).hasSize(2);

                    assertThat(context.getBeanFactory().containsSingleton("second"))
                            .isFalse();
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caches {}
}
