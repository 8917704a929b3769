package io.github.ms100.cacheasmulti.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@DisplayName("S26 an HTTP interface: a proxy around a proxy, without a class")
class HttpInterfaceTests {

    private final List<String> requests = new CopyOnWriteArrayList<>();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cars/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void onlyWhatIsMissingIsRequested() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.register(Config.class);
            context.registerBean(CarApi.class, this::client);
            context.refresh();
            CarApi cars = context.getBean(CarApi.class);

            assertThat(cars.findByIds(List.of(1L, 2L))).extracting(Car::id).containsExactly(1L, 2L);
            assertThat(cars.findByIds(List.of(3L, 2L))).extracting(Car::id).containsExactly(3L, 2L);
            assertThat(cars.findByIds(List.of(1L, 2L, 3L))).hasSize(3);
        }

        assertThat(requests).containsExactly("/cars/1,2", "/cars/3");
    }

    private CarApi client() {
        String address = "http://localhost:" + server.getAddress().getPort();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(RestClient.create(address)))
                .build()
                .createClient(CarApi.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        String cars = Arrays.stream(path.substring("/cars/".length()).split(","))
                .map("{\"id\":%s}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        byte[] body = cars.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    record Car(Long id) {}

    interface CarApi {

        @GetExchange("/cars/{ids}")
        @Cacheable("cars")
        List<Car> findByIds(@PathVariable @CacheAsMulti(asElementField = "id") List<Long> ids);
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class Config {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }
}
