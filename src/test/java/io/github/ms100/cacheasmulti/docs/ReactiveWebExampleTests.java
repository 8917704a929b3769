package io.github.ms100.cacheasmulti.docs;

import static io.github.ms100.cacheasmulti.docs.CarTable.BEETLE;
import static io.github.ms100.cacheasmulti.docs.CarTable.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The examples of methods whose results come later, asked by controllers of WebFlux and of Spring for GraphQL. */
class ReactiveWebExampleTests {

    private static final String SCHEMA = """
            type Query { drivers: [Driver!]! }
            type Driver { name: String! car: Car }
            type Car { plate: String! }
            """;

    private final CachingContext caching = CachingContext.of(Cars.class, CarTable.class);

    private final Cars cars = caching.bean(Cars.class);

    private final CarTable table = caching.bean(CarTable.class);

    @AfterEach
    void close() {
        caching.close();
    }

    @Test
    void controllerOfWebFluxHandsOnTheFlux() {
        WebTestClient client =
                WebTestClient.bindToController(new CarController(cars)).build();

        assertThat(carsAt(client, "/cars?ids=1,2")).containsExactly(BEETLE, MINI);
        assertThat(carsAt(client, "/cars?ids=2,1,9")).containsExactly(MINI, BEETLE);

        assertThat(table.statements()).containsExactly("select [1, 2]", "select [9]");
    }

    private static List<Car> carsAt(WebTestClient client, String path) {
        return client.get()
                .uri(path)
                .exchange()
                .returnResult(Car.class)
                .getResponseBody()
                .collectList()
                .block();
    }

    @Test
    void batchMappingAsksOnceForAllDrivers() {
        ExecutionGraphQlService service = graphQl(new DriverController(cars));
        Map<String, Object> expected = Map.of(
                "drivers",
                List.of(
                        Map.of("name", "Ann", "car", Map.of("plate", BEETLE.plate())),
                        Map.of("name", "Bob", "car", Map.of("plate", MINI.plate())),
                        Map.of("name", "Cid", "car", Map.of("plate", BEETLE.plate())),
                        withoutCar("Dot")));

        assertThat(drivers(service)).isEqualTo(expected);
        assertThat(drivers(service)).isEqualTo(expected);

        assertThat(table.statements()).containsExactly("select [1, 2, 9]");
    }

    private static Map<String, Object> withoutCar(String name) {
        Map<String, Object> driver = new HashMap<>();
        driver.put("name", name);
        driver.put("car", null);
        return driver;
    }

    private static Map<String, Object> drivers(ExecutionGraphQlService service) {
        return service.execute(new DefaultExecutionGraphQlRequest(
                        "{ drivers { name car { plate } } }", null, Map.of(), Map.of(), "1", null))
                .<Map<String, Object>>map(response -> response.getData())
                .block();
    }

    private static ExecutionGraphQlService graphQl(Object controller) {
        DefaultBatchLoaderRegistry loaders = new DefaultBatchLoaderRegistry();
        StaticApplicationContext controllers = new StaticApplicationContext();
        controllers.getBeanFactory().registerSingleton("controller", controller);
        controllers.getBeanFactory().registerSingleton("loaders", loaders);
        AnnotatedControllerConfigurer fetchers = new AnnotatedControllerConfigurer();
        fetchers.setApplicationContext(controllers);
        fetchers.afterPropertiesSet();
        GraphQlSource source = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ByteArrayResource(SCHEMA.getBytes(StandardCharsets.UTF_8)))
                .configureRuntimeWiring(fetchers)
                .build();
        DefaultExecutionGraphQlService service = new DefaultExecutionGraphQlService(source);
        service.addDataLoaderRegistrar(loaders);
        return service;
    }

    static class Cars {

        private final CarTable table;

        Cars(CarTable table) {
            this.table = table;
        }

        @Cacheable("cars")
        public Flux<Car> streamByIds(@CacheAsMulti(asElementField = "id") Collection<Long> ids) {
            return Flux.defer(() -> Flux.fromIterable(table.selectByIds(ids).values()))
                    .subscribeOn(Schedulers.boundedElastic());
        }
    }

    @RestController
    public static class CarController {

        private final Cars cars;

        CarController(Cars cars) {
            this.cars = cars;
        }

        @GetMapping("/cars")
        public Flux<Car> cars(@RequestParam List<Long> ids) {
            return cars.streamByIds(ids);
        }
    }

    /** Who drives which car. */
    public record Driver(String name, Long carId) {}

    @Controller
    public static class DriverController {

        private final Cars cars;

        DriverController(Cars cars) {
            this.cars = cars;
        }

        @QueryMapping
        public List<Driver> drivers() {
            return List.of(new Driver("Ann", 1L), new Driver("Bob", 2L), new Driver("Cid", 1L), new Driver("Dot", 9L));
        }

        @BatchMapping
        public Mono<Map<Driver, Car>> car(List<Driver> drivers) {
            List<Long> ids = drivers.stream().map(Driver::carId).distinct().toList();
            return cars.streamByIds(ids).collectMap(Car::id).map(found -> drivers.stream()
                    .filter(driver -> found.containsKey(driver.carId()))
                    .collect(Collectors.toMap(driver -> driver, driver -> found.get(driver.carId()))));
        }
    }
}
