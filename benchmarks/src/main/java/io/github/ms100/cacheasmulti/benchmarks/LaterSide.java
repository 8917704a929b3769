package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;

/** Finds many cached cars, whose results come later, and waits for them. */
interface LaterSide extends AutoCloseable {

    Map<Long, Car> find(List<Long> ids) throws Exception;

    @Override
    default void close() throws Exception {}

    /** Returns the method that waits itself. */
    static LaterSide waiting(CacheManager manager) throws Exception {
        Batch batch = Subject.CACHE_AS_MULTI.open(manager, Variant.PLAIN);
        return new LaterSide() {

            @Override
            @SuppressWarnings("unchecked")
            public Map<Long, Car> find(List<Long> ids) throws Exception {
                return (Map<Long, Car>) batch.find(ids);
            }

            @Override
            public void close() throws Exception {
                batch.close();
            }
        };
    }

    /** Returns {@code MGET} of Lettuce, whose values are read in the thread that the reply comes in. */
    static LaterSide byHand(LettuceCommands redis, RedisSerializer<Object> values) {
        return ids -> get(redis, ids)
                .thenApply(stored -> read(ids, stored, values))
                .join();
    }

    /** Returns {@code MGET} of Lettuce, whose values are read in another thread, as the driver's must not run what takes time. */
    static LaterSide byHandElsewhere(LettuceCommands redis, RedisSerializer<Object> values) {
        ThreadPoolTaskExecutor threads = threads();
        threads.initialize();
        return new LaterSide() {

            @Override
            public Map<Long, Car> find(List<Long> ids) {
                return get(redis, ids)
                        .thenApplyAsync(stored -> read(ids, stored, values), threads)
                        .join();
            }

            @Override
            public void close() {
                threads.shutdown();
            }
        };
    }

    /** Returns threads as Spring Boot's {@code applicationTaskExecutor} has them. */
    private static ThreadPoolTaskExecutor threads() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(8);
        return threads;
    }

    private static CompletableFuture<List<byte[]>> get(LettuceCommands redis, List<Long> ids) {
        AsyncCommand<byte[], byte[], List<byte[]>> command = LettuceCommands.get(ids);
        redis.connection().dispatch(command);
        return command.toCompletableFuture();
    }

    private static Map<Long, Car> read(List<Long> ids, List<byte[]> stored, RedisSerializer<Object> values) {
        Map<Long, Car> found = new LinkedHashMap<>();
        for (int index = 0; index < stored.size(); index++) {
            if (stored.get(index) != null) {
                found.put(ids.get(index), (Car) values.deserialize(stored.get(index)));
            }
        }
        return found;
    }

    /** Returns the method of the library. */
    static LaterSide library(CacheManager manager) {
        Application application = new Application(manager);
        return application.side(ids -> application.cars.findByIds(ids).join());
    }

    /** Returns a loop of the method for one car, by Spring itself. */
    static LaterSide loop(CacheManager manager) {
        Application application = new Application(forSingleMethods(manager));
        return application.side(ids -> {
            List<CompletableFuture<Car>> each = new ArrayList<>(ids.size());
            for (Long id : ids) {
                each.add(application.cars.findById(id));
            }
            Map<Long, Car> found = new LinkedHashMap<>();
            for (int index = 0; index < each.size(); index++) {
                found.put(ids.get(index), each.get(index).join());
            }
            return found;
        });
    }

    /** Caffeine answers single methods later only if it is told to. */
    private static CacheManager forSingleMethods(CacheManager manager) {
        if (!(manager instanceof CaffeineCacheManager)) {
            return manager;
        }
        CaffeineCacheManager answering = new CaffeineCacheManager();
        answering.setAsyncCacheMode(true);
        return answering;
    }

    /** An application whose methods are called. */
    final class Application {

        private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

        private final LaterCars cars;

        private Application(CacheManager manager) {
            context.registerBean(CacheManager.class, () -> manager);
            context.registerBean("applicationTaskExecutor", ThreadPoolTaskExecutor.class, LaterSide::threads);
            context.register(Caching.class);
            context.refresh();
            cars = context.getBean(LaterCars.class);
        }

        private LaterSide side(LaterSide calls) {
            return new LaterSide() {

                @Override
                public Map<Long, Car> find(List<Long> ids) throws Exception {
                    return calls.find(ids);
                }

                @Override
                public void close() {
                    context.close();
                }
            };
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    class Caching {

        @Bean
        LaterCars cars() {
            return new LaterCars();
        }
    }
}
