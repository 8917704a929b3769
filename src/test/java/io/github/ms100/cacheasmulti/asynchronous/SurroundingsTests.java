package io.github.ms100.cacheasmulti.asynchronous;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.micrometer.context.ContextRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@DisplayName("A11 What the thread of a call knows")
public class SurroundingsTests {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    /** Where the tenant was asked for, by which thread, and what it was. */
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private static final ExecutorService WORKER = Executors.newSingleThreadExecutor(work -> new Thread(work, "worker"));

    private final String prefix = UUID.randomUUID() + ":";

    private final LettuceConnectionFactory redis = TestRedis.lettuce();

    private CachingContext context;

    private Cars cars;

    @BeforeEach
    void start() throws Exception {
        ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
        WORKER.submit(() -> TENANT.set("the worker's own")).get();
        RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig()
                .prefixCacheNameWith(prefix)
                .serializeValuesWith(SerializationPair.fromSerializer(new SeeingSerializer()));
        context = CachingContext.of(RedisManagers.of(redis, configuration), redis, Cars.class, Application.class);
        cars = context.bean(Cars.class);
        SEEN.clear();
        TENANT.set("acme");
    }

    @AfterEach
    void stop() {
        TENANT.remove();
        ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        context.close();
    }

    /** Notes the tenant; called by expressions, too. */
    public static Object see(String place, Object value) {
        SEEN.add(place + " in " + Thread.currentThread().getName() + ": " + TENANT.get());
        return value;
    }

    private static String own() throws Exception {
        return WORKER.submit(TENANT::get).get();
    }

    private void spoil(int id) {
        TestRedis.onServer(connection ->
                connection.stringCommands().set((prefix + "cars::" + id).getBytes(UTF_8), "x".getBytes(UTF_8)));
    }

    @Test
    @DisplayName("is known to method, expressions, serializers and error handler when the store has answered")
    void follows() throws Exception {
        spoil(3);
        CompletableFuture<Map<Integer, String>> found = cars.future(List.of(1, 2, 3));
        TENANT.set("another");

        assertThat(found.get(10, TimeUnit.SECONDS)).containsOnlyKeys(1, 2, 3);
        assertThat(SEEN)
                .contains(
                        "key in " + Thread.currentThread().getName() + ": acme",
                        "method in worker: acme",
                        "unless in worker: acme",
                        "write in worker: acme",
                        "read in worker: acme",
                        "handler in worker: acme")
                .allMatch(seen -> seen.endsWith(": acme"));
        assertThat(own()).isEqualTo("the worker's own");
        assertThat(TENANT.get()).isEqualTo("another");
    }

    @Test
    @DisplayName("is known to the method's publisher, and where it is subscribed to from another thread")
    void followsToTheSubscriber() throws Exception {
        Mono<Map<Integer, String>> mono = cars.mono(List.of(1, 2));
        Flux<Row> flux = cars.flux(List.of(7, 8));
        TENANT.set("another");
        Scheduler elsewhere = Schedulers.fromExecutorService(WORKER);

        assertThat(mono.subscribeOn(elsewhere).block(Duration.ofSeconds(10))).hasSize(2);
        assertThat(flux.subscribeOn(elsewhere).collectList().block(Duration.ofSeconds(10)))
                .hasSize(2);

        assertThat(SEEN)
                .contains("method in worker: acme", "publisher in worker: acme", "unless in worker: acme")
                .allMatch(seen -> seen.endsWith(": acme"));
        assertThat(own()).isEqualTo("the worker's own");
    }

    @Test
    @DisplayName("is known to what is loaded after another call's load")
    void followsAfterPortions() throws Exception {
        CompletableFuture<Map<Integer, String>> found = cars.portions(List.of(1, 2, 3));

        assertThat(found.get(10, TimeUnit.SECONDS)).hasSize(3);
        assertThat(SEEN.stream().filter(seen -> seen.equals("method in worker: acme")))
                .hasSize(3);
        assertThat(own()).isEqualTo("the worker's own");
    }

    @Test
    @DisplayName("is nothing where it knows nothing, whatever the other thread knows")
    void isCleared() throws Exception {
        TENANT.remove();

        assertThat(cars.future(List.of(1)).get(10, TimeUnit.SECONDS)).hasSize(1);
        assertThat(SEEN).contains("method in worker: null").allMatch(seen -> seen.endsWith(": null"));
        assertThat(own()).isEqualTo("the worker's own");
    }

    static class Cars {

        private static final String SEE =
                "T(io.github.ms100.cacheasmulti.asynchronous.SurroundingsTests).see('unless', false)";

        private static final String KEY =
                "T(io.github.ms100.cacheasmulti.asynchronous.SurroundingsTests).see('key', #ids)";

        @Cacheable(cacheNames = "cars", key = KEY, unless = SEE)
        public CompletableFuture<Map<Integer, String>> future(@CacheAsMulti List<Integer> ids) {
            return CompletableFuture.completedFuture(all(ids));
        }

        @Cacheable(cacheNames = "cars", key = KEY, unless = SEE)
        public CompletableFuture<Map<Integer, String>> portions(@CacheAsMulti(maxLoadSize = 1) List<Integer> ids) {
            Map<Integer, String> all = all(ids);
            return CompletableFuture.supplyAsync(() -> all);
        }

        @Cacheable(cacheNames = "cars", key = KEY, unless = SEE)
        public Mono<Map<Integer, String>> mono(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> all = all(ids);
            return Mono.fromSupplier(() -> {
                Object unused = see("publisher", "");
                return all;
            });
        }

        @Cacheable(cacheNames = "rows", key = KEY, unless = SEE)
        public Flux<Row> flux(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
            return Flux.fromIterable(ids).map(id -> (Row) see("publisher", new Row(id)));
        }

        private static Map<Integer, String> all(List<Integer> ids) {
            Object unused = see("method", ids);
            return ids.stream().collect(Collectors.toMap(id -> id, id -> "car " + id));
        }
    }

    record Row(Integer id) implements java.io.Serializable {}

    @Configuration(proxyBeanMethods = false)
    static class Application implements CachingConfigurer {

        @Bean
        Executor cacheAsMultiExecutor() {
            return WORKER::execute;
        }

        @Override
        public CacheErrorHandler errorHandler() {
            return new LoggingCacheErrorHandler() {
                @Override
                public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
                    Object unused = see("handler", key);
                }
            };
        }
    }

    /** Java's, which notes the tenant. */
    private static final class SeeingSerializer implements RedisSerializer<Object> {

        private final RedisSerializer<Object> java = RedisSerializer.java();

        @Override
        public byte[] serialize(Object value) {
            return java.serialize(see("write", value));
        }

        @Override
        public Object deserialize(byte[] bytes) {
            Object unused = see("read", "");
            return java.deserialize(bytes);
        }
    }
}
