package io.github.ms100.cacheasmulti.endpoint;

import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.endpoint;
import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.lookUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ms100.cacheasmulti.endpoint.EndpointCars.CachingApplication;
import io.github.ms100.cacheasmulti.endpoint.EndpointCars.Plate;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.dao.QueryTimeoutException;

@DisplayName("O8 elements are looked up and evicted")
class ElementRequestTests {

    private final ApplicationContextRunner application = EndpointApplications.exposed(
                    BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"))
            .withUserConfiguration(CachingApplication.class);

    @Test
    @DisplayName("by the keys that the method makes of what they are converted to")
    void keys() {
        application
                .withPropertyValues(
                        "management.endpoint.cachebatches.show-keys=always",
                        "management.endpoint.cachebatches.show-values=always")
                .run(context -> {
                    context.getBean(EndpointCars.class).find(List.of(1L, -2L));

                    assertThat(lookUp(context, "cars", "cars.find", List.of("1", "-2", "3", "1"))
                                    .elements())
                            .containsExactly(
                                    new Reports.OfElement("1", "car-1", true, "car 1", null),
                                    new Reports.OfElement("-2", "car--2", true, "null", null),
                                    new Reports.OfElement("3", "car-3", false, null, null));
                });
    }

    @Test
    @DisplayName("without keys and values, unless the operator shows them")
    void nothingShown() {
        application
                .withPropertyValues("management.endpoint.cachebatches.show-values=when-authorized")
                .run(context -> {
                    context.getBean(EndpointCars.class).find(List.of(1L));

                    assertThat(lookUp(context, "cars", "cars.find", "1").elements())
                            .containsExactly(new Reports.OfElement("1", null, true, null, null));
                });
    }

    @Test
    @DisplayName("where elements are of a type of the application's own, and single-key methods share the entries")
    void ownType() {
        application.run(context -> {
            Cache cache = context.getBean(CacheManager.class).getCache("cars");
            cache.put(new Plate("B-1"), "a car");

            assertThat(lookUp(context, "cars", "cars.findByPlate(List)", List.of("B-1", "B-2"))
                            .elements())
                    .extracting(Reports.OfElement::element, Reports.OfElement::present)
                    .containsExactly(tuple("B-1", true), tuple("B-2", false));
        });
    }

    @Test
    @DisplayName("whatever the toString() of a value does")
    void endlessText() {
        application
                .withPropertyValues("management.endpoint.cachebatches.show-values=always")
                .run(context -> {
                    List<Object> endless = new ArrayList<>();
                    endless.add(List.of(endless));
                    Cache cache = context.getBean(CacheManager.class).getCache("cars");
                    cache.put("car-1", endless);
                    cache.put("car-2", "x".repeat(2_000));

                    assertThat(lookUp(context, "cars", "cars.find", List.of("1", "2"))
                                    .elements())
                            .extracting(Reports.OfElement::value)
                            .containsExactly(
                                    "(toString() throws java.lang.StackOverflowError)", "x".repeat(1_000) + "...");
                });
    }

    @Test
    @DisplayName("of a bean whose own state is part of the key")
    void beanState() {
        application
                .withBean("trucks", EndpointCars.class, () -> new EndpointCars("truck-"))
                .run(context -> {
                    context.getBean("trucks", EndpointCars.class).findParts(List.of(7L));

                    assertThat(lookUp(context, "parts", "trucks.findParts", "7").elements())
                            .extracting(Reports.OfElement::present)
                            .containsExactly(true);
                    assertThat(lookUp(context, "parts", "cars.findParts", "7").elements())
                            .extracting(Reports.OfElement::present)
                            .containsExactly(false);
                });
    }

    @Test
    @DisplayName("of JSR-107, by the parameter that is the key")
    void jsr107() {
        application.run(context -> {
            context.getBean(EndpointCars.class).findKeyed(List.of(1L), "DE");

            assertThat(lookUp(context, "keyed", "cars.findKeyed", List.of("1", "2"))
                            .elements())
                    .extracting(Reports.OfElement::present)
                    .containsExactly(true, false);
        });
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "cars | cars.find | x | 'x' cannot be converted to java.lang.Long",
                "cars | cars.findByPlate(List) | \"\" | cannot be converted",
                "cars | cars.lost | 1 | There is no batch method 'cars.lost', but [cars.clear,",
                "far | cars.find | 1 | cars.find has no cache 'far'",
                "prices | cars.findPrices | 1 | makes its keys of other arguments as well, and so no keys can be made",
                "owners | cars.findOwners | 1 | makes its keys of other arguments",
                "unkeyed | cars.findUnkeyed | 1 | makes its keys of other arguments",
                "made | cars.put | 1 | makes its keys of what the method returns",
                "cleared | cars.clear | 1 | clears its caches, and has no keys",
                "near | cars.findNearAndFar | 0 | The key of '0' cannot be made: "
            })
    @DisplayName("or refused, and the reason is said")
    void refused(String cache, String method, String element, String reason) {
        application.run(context -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
                .isThrownBy(() -> lookUp(context, cache, method, element))
                .withMessageContaining(reason));
    }

    @Test
    @DisplayName("1 to 100 of them")
    void number() {
        application.run(context -> {
            List<Integer> all = IntStream.range(0, 101).boxed().toList();

            assertThat(lookUp(context, "cars", "cars.find", all.subList(0, 100)).elements())
                    .hasSize(100);
            for (Object element : new Object[] {all, List.of()}) {
                assertThatExceptionOfType(InvalidEndpointRequestException.class)
                        .isThrownBy(() -> lookUp(context, "cars", "cars.find", element))
                        .withMessageContaining("'element' must be there 1 to 100 times");
            }
            assertThatExceptionOfType(InvalidEndpointRequestException.class)
                    .isThrownBy(() -> lookUp(context, "cars", "cars.find", null))
                    .withMessageContaining("was 0 times");
        });
    }

    @Test
    @DisplayName("in one batch, counted nowhere, and one that cannot be read is neither there nor not")
    void unreadable() {
        UnreliableCache cache = new UnreliableCache("cars");
        application
                .withBean("manager", CacheManager.class, () -> new GivenCaches(cache))
                .run(context -> {
                    lookUp(context, "cars", "cars.find", List.of("1", "2"));
                    assertThat(cache.calls()).containsExactly("cars get [car-1, car-2]");
                    cache.failWith(new IllegalStateException("secret"));

                    assertThat(lookUp(context, "cars", "cars.find", List.of("1", "2"))
                                    .elements())
                            .extracting(Reports.OfElement::present, Reports.OfElement::failure)
                            .containsOnly(tuple(null, "java.lang.IllegalStateException"));
                    assertThat(lookUp(context, "cars", "cars.find", "1").elements())
                            .extracting(Reports.OfElement::present)
                            .containsOnlyNulls();
                    assertThatExceptionOfType(InvalidEndpointRequestException.class)
                            .isThrownBy(() -> endpoint(context).evict("cars", null, "cars.find", "1"))
                            .withMessage("Not all was evicted: java.lang.IllegalStateException");
                    assertThat(EndpointApplications.cache(context, "cars").misses())
                            .isZero();
                    assertThat(EndpointApplications.cache(context, "cars").errors())
                            .isZero();
                });
    }

    @Test
    @DisplayName("S28 even while calls spare the cache")
    void spared() {
        UnreliableCache cache = new UnreliableCache("cars");
        application
                .withBean("manager", CacheManager.class, () -> new GivenCaches(cache))
                .withPropertyValues("cache-as-multi.on-cache-failure=log")
                .run(context -> {
                    EndpointCars cars = context.getBean(EndpointCars.class);
                    cars.find(List.of(1L));
                    cache.failWith(new QueryTimeoutException("no answer"));
                    cars.find(List.of(2L));
                    cache.failWith(null);

                    assertThat(lookUp(context, "cars", "cars.find", "1").elements())
                            .extracting(Reports.OfElement::present)
                            .containsExactly(true);
                });
    }

    @Test
    @DisplayName("S27 so that a load under way does not store what has been evicted")
    void evictedWhileLoading() throws Exception {
        application.run(context -> {
            EndpointCars cars = context.getBean(EndpointCars.class);
            Hold hold = new Hold();
            cars.holdWith(hold);
            try (Callers callers = new Callers()) {
                Callers.Call<?> loading = callers.start(() -> cars.find(List.of(1L, 2L)));
                hold.awaitReached();

                assertThat(endpoint(context)
                                .evict("cars", null, "cars.find", List.of("1", "1"))
                                .evicted())
                        .isEqualTo(1);

                hold.release();
                loading.result();
            }
            assertThat(lookUp(context, "cars", "cars.find", List.of("1", "2")).elements())
                    .extracting(Reports.OfElement::present)
                    .containsExactly(false, true);
        });
    }

    @Test
    @DisplayName("and a whole cache is cleared by whoever repeats its name")
    void clear() {
        application.run(context -> {
            context.getBean(EndpointCars.class).find(List.of(1L));

            assertThatExceptionOfType(InvalidEndpointRequestException.class)
                    .isThrownBy(() -> endpoint(context).clear("cars", null, "Cars"))
                    .withMessage("To clear cache 'cars', repeat its name: {\"clear\": \"cars\"}");
            assertThat(lookUp(context, "cars", "cars.find", "1")
                            .elements()
                            .get(0)
                            .present())
                    .isTrue();

            assertThat(endpoint(context).clear("cars", null, "cars").cleared()).isTrue();

            assertThat(lookUp(context, "cars", "cars.find", "1")
                            .elements()
                            .get(0)
                            .present())
                    .isFalse();
        });
    }
}
