package io.github.ms100.cacheasmulti.endpoint;

import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.cache;
import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.endpoint.EndpointCars.CachingApplication;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import io.github.ms100.cacheasmulti.internal.statistics.FailureNumbers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.QueryTimeoutException;

@DisplayName("O8 the endpoint shows")
class OverviewTests {

    private final ApplicationContextRunner application =
            EndpointApplications.exposed(BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"));

    @Test
    @DisplayName("all methods and caches that are declared, before any is called")
    void declared() {
        application.withUserConfiguration(CachingApplication.class).run(context -> {
            Reports.Overview overview = endpoint(context).overview();

            assertThat(overview.methods())
                    .extracting(Reports.OfMethod::id)
                    .containsExactly(
                            "cars.clear",
                            "cars.find",
                            "cars.findByPlate(Collection)",
                            "cars.findByPlate(List)",
                            "cars.findKeyed",
                            "cars.findNearAndFar",
                            "cars.findOwners",
                            "cars.findParts",
                            "cars.findPrices",
                            "cars.findUnkeyed",
                            "cars.put");
            assertThat(overview.methods()).allMatch(method -> method.calls() == 0);
            assertThat(overview.caches())
                    .extracting(Reports.OfCache::name)
                    .containsExactly(
                            "cars", "cleared", "far", "keyed", "made", "near", "owners", "parts", "prices", "unkeyed");
            assertThat(overview.caches()).allMatch(cache -> cache.manager().equals("cacheManager"));
            assertThat(overview.allowed()).isEqualTo(new Reports.Allowed(false, false, false, false, false));
            assertThat(overview.localLevels()).isEmpty();
        });
    }

    @Test
    @DisplayName("what an operation does, to which caches, and how it makes keys")
    void operations() {
        application.withUserConfiguration(CachingApplication.class).run(context -> {
            assertThat(operation(context, "cars.find"))
                    .isEqualTo(new Reports.OfOperation("read", List.of("cars"), "cacheManager", "'car-' + #ids", null));
            assertThat(operation(context, "cars.findNearAndFar").caches()).containsExactly("near", "far");
            assertThat(operation(context, "cars.clear").refused()).isEqualTo("clears its caches, and has no keys");
            assertThat(operation(context, "cars.put").refused()).isEqualTo("makes its keys of what the method returns");
            assertThat(operation(context, "cars.findKeyed").refused()).isNull();
            for (String method : List.of("cars.findPrices", "cars.findOwners", "cars.findUnkeyed")) {
                assertThat(operation(context, method).refused()).isEqualTo("makes its keys of other arguments as well");
            }
        });
    }

    private static Reports.OfOperation operation(ApplicationContext context, String method) {
        return method(context, method).operations().get(0);
    }

    private static Reports.OfMethod method(ApplicationContext context, String id) {
        return endpoint(context).overview().methods().stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("what has been done since the start")
    void numbers() {
        application.withUserConfiguration(CachingApplication.class).run(context -> {
            EndpointCars cars = context.getBean(EndpointCars.class);

            cars.find(List.of(1L, 2L, -3L));
            cars.find(List.of(1L));

            Reports.OfMethod method = method(context, "cars.find");
            assertThat(method.calls()).isEqualTo(2);
            assertThat(method.elements()).isEqualTo(4);
            assertThat(method.maximumSize()).isEqualTo(3);
            assertThat(method.loads().count()).isEqualTo(1);
            assertThat(method.found()).isEqualTo(2);
            assertThat(method.missing()).isEqualTo(1);
            Reports.OfCache cache = cache(context, "cars");
            assertThat(cache.hits()).isEqualTo(1);
            assertThat(cache.misses()).isEqualTo(3);
            assertThat(cache.hitRatio()).isEqualTo(0.25);
            assertThat(cache.gets().count()).isEqualTo(2);
            assertThat(cache.stored()).isEqualTo(3);
        });
    }

    @Test
    @DisplayName("a method of several beans once, under the name of each")
    void beans() {
        application
                .withUserConfiguration(CachingApplication.class)
                .withBean("trucks", EndpointCars.class, () -> new EndpointCars("truck-"))
                .run(context -> {
                    assertThat(method(context, "cars.find").beans()).containsExactly("cars", "trucks");
                    assertThat(EndpointApplications.lookUp(context, "cars", "trucks.find", "1"))
                            .extracting(Reports.Lookup::method)
                            .isEqualTo("trucks.find");
                });
    }

    @Test
    @DisplayName("how a cache keeps its entries")
    void details() {
        CacheManager manager = new GivenCaches(
                new CaffeineCache(
                        "cars",
                        Caffeine.newBuilder()
                                .expireAfterWrite(Duration.ofMinutes(10))
                                .build()),
                new ConcurrentMapCache("near", false),
                new WrappedCache(new ConcurrentMapCache("far")));
        with(manager).run(context -> {
            Reports.OfCache cars = cache(context, "cars");
            assertThat(cars.type()).isEqualTo(CaffeineCache.class.getName());
            assertThat(cars.mode()).isEqualTo("batch");
            assertThat(cars.why()).isNull();
            assertThat(cars.details().timeToLive()).isEqualTo("PT10M");
            assertThat(cars.details().storesNull()).isTrue();
            Reports.OfCache near = cache(context, "near");
            assertThat(near.details().timeToLive()).isEqualTo("none");
            assertThat(near.details().storesNull()).isFalse();
            Reports.OfCache far = cache(context, "far");
            assertThat(far.mode()).isEqualTo("loop");
            assertThat(far.why()).contains("has no batch operations").contains("EnhancedCacheConverter<WrappedCache>");
            assertThat(far.details().timeToLive()).isNull();
            assertThat(cache(context, "prices").mode()).isNull();
        });
    }

    private ApplicationContextRunner with(CacheManager manager) {
        return application
                .withUserConfiguration(CachingApplication.class)
                .withBean("manager", CacheManager.class, () -> manager);
    }

    @Test
    @DisplayName("how a cache has failed, without what the exceptions say")
    void failures() {
        UnreliableCache cache = new UnreliableCache("cars");
        with(new GivenCaches(cache)).run(context -> {
            EndpointCars cars = context.getBean(EndpointCars.class);
            cache.failWith(new IllegalStateException("secret"));

            assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(1L)));
            assertThatIllegalStateException().isThrownBy(() -> cars.find(List.of(1L)));

            assertThat(cache(context, "cars").details().failures())
                    .extracting(FailureNumbers.Failures::type, FailureNumbers.Failures::count)
                    .containsExactly(tuple("java.lang.IllegalStateException", 2L));
            assertThat(cache(context, "cars").toString()).doesNotContain("secret");
        });
    }

    @Test
    @DisplayName("S28 whether a cache is spared, and asks it nothing")
    void available() {
        UnreliableCache cache = new UnreliableCache("cars");
        with(new GivenCaches(cache))
                .withPropertyValues("cache-as-multi.on-cache-failure=log")
                .run(context -> {
                    assertThat(cache(context, "cars").available()).isTrue();
                    cache.failWith(new QueryTimeoutException("no answer"));
                    context.getBean(EndpointCars.class).find(List.of(1L));
                    List<String> calls = List.copyOf(cache.calls());

                    assertThat(cache(context, "cars").available()).isFalse();
                    assertThat(cache.calls()).isEqualTo(calls);
                });
    }

    @Test
    @DisplayName("a cache by its manager, where two have one of its name")
    void managers() {
        application
                .withUserConfiguration(CachingApplication.class)
                .withBean(
                        "first",
                        CacheManager.class,
                        () -> new ConcurrentMapCacheManager("cars"),
                        definition -> definition.setPrimary(true))
                .withBean("second", CacheManager.class, () -> new ConcurrentMapCacheManager("cars"))
                .withBean(SecondCars.class)
                .run(context -> {
                    context.getBean(SecondCars.class).find(List.of(1L));

                    assertThatExceptionOfType(InvalidEndpointRequestException.class)
                            .isThrownBy(() -> cache(context, "cars"))
                            .withMessageContaining("say which 'manager', of [first, second]");
                    assertThat(endpoint(context).cache("cars", "second").misses())
                            .isEqualTo(1);
                    assertThat(endpoint(context).cache("cars", "first").misses())
                            .isZero();
                });
    }

    /** Cars in caches of another manager. */
    static class SecondCars {

        @Cacheable(cacheNames = "cars", cacheManager = "second")
        public List<String> find(@CacheAsMulti List<Long> ids) {
            return ids.stream().map(String::valueOf).toList();
        }
    }

    @Test
    @DisplayName("nothing of a cache that nobody has used")
    void unknown() {
        application.withUserConfiguration(CachingApplication.class).run(context -> {
            Cache unused = context.getBean(CacheManager.class).getCache("other");
            assertThat(unused).isNotNull();

            assertThatExceptionOfType(InvalidEndpointRequestException.class)
                    .isThrownBy(() -> cache(context, "other"))
                    .withMessage("No batch method has used a cache 'other'");
        });
    }
}
