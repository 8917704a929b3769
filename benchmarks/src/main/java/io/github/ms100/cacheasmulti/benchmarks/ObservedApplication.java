package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.tracing.MicrometerTracing;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application with caches in Redis, whose requests are observed, and the commands of Lettuce or not. */
final class ObservedApplication implements AutoCloseable {

    /** What becomes of Lettuce's observations. */
    enum Commands {

        /** They are made, as by Spring Boot 4.1. */
        ON,

        /** As {@code management.observations.enable.lettuce=false} has it. */
        OFF,

        /** Lettuce knows nothing of observations, as with Spring Boot 4.0. */
        ABSENT
    }

    private final ObservationRegistry registry;

    private final ClientResources resources;

    private final LettuceConnectionFactory connections;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final ObservedCars cars;

    /**
     * Starts an application.
     *
     * @param registry its own
     */
    ObservedApplication(int port, ObservationRegistry registry, Commands commands) {
        this.registry = registry;
        DefaultClientResources.Builder resources = DefaultClientResources.builder();
        if (commands != Commands.ABSENT) {
            resources.tracing(new MicrometerTracing(registry, "Redis"));
        }
        if (commands == Commands.OFF) {
            registry.observationConfig()
                    .observationPredicate((name, observed) -> !(name.equals("lettuce") || name.startsWith("lettuce.")));
        }
        this.resources = resources.build();
        this.connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                LettuceClientConfiguration.builder()
                        .clientResources(this.resources)
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        RedisCacheManager caches = RedisCacheManager.builder(
                        CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter))
                .build();
        caches.afterPropertiesSet();
        context.register(Caching.class, ObservedCars.class);
        context.registerBean(CacheManager.class, () -> caches);
        context.refresh();
        cars = context.getBean(ObservedCars.class);
    }

    /** Returns how long a batch took within a request. */
    long nanos(BiFunction<ObservedCars, List<Long>, Object> batch, List<Long> ids) {
        long start = System.nanoTime();
        Observation.createNotStarted("request", registry).observe(() -> batch.apply(cars, ids));
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        context.close();
        connections.destroy();
        resources.shutdown().awaitUninterruptibly();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Caching {}

    static class ObservedCars {

        @Cacheable("cars")
        public Map<Long, Car> find(@CacheAsMulti List<Long> ids) {
            return Car.load(ids);
        }

        @CachePut("cars")
        public Map<Long, Car> put(@CacheAsMulti List<Long> ids) {
            return Car.load(ids);
        }
    }
}
