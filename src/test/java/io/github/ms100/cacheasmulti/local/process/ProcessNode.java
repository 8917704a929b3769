package io.github.ms100.cacheasmulti.local.process;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.internal.store.redis.RedisCacheConverter;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/**
 * A process that is one node of an application with local copies: works at random until its input ends. Its arguments are the
 * servers of Redis, one or those of a cluster, its channel, its number, and the directory of its journals, whose parent has the
 * database.
 */
final class ProcessNode {

    private static final int THREADS = 2;

    private final Counts counts = new Counts();

    private final ProcessCars cars;

    private final EnhancedCache cache;

    private final RedisConnectionFactory connections;

    private final byte[] channel;

    private ProcessNode(String servers, String channel, int number, Database database) {
        this.channel = channel.getBytes(StandardCharsets.UTF_8);
        RedisClients driver = (number % RedisClients.values().length == 0) ? RedisClients.LETTUCE : RedisClients.JEDIS;
        this.connections = driver.connect(configuration(servers), Bounds.COMMAND_TIMEOUT);
        RedisCacheManager manager = level(channel)
                .apply(RedisManagers.of(
                        CountingRedisCacheWriter.create(connections, RedisCacheWriter::nonLockingRedisCacheWriter),
                        RedisCacheConfiguration.defaultCacheConfig()
                                .serializeKeysWith(LocalLevel.textKeys())
                                .entryTtl(Bounds.TIME_TO_LIVE)));
        this.cache = new EnhancedCacheConversionService(List.of(new RedisCacheConverter(() -> connections, () -> 1000)))
                .convert(manager.getCache("cars"));
        this.cars = CachingContext.of(manager, connections, ProcessCars.class).bean(ProcessCars.class);
        cars.use(database, counts);
    }

    private LocalLevel level(String name) {
        return LocalLevel.on(connections)
                .channel(name)
                .checkInterval(Bounds.CHECK_INTERVAL)
                .maxUnvalidated(Bounds.MAX_UNVALIDATED)
                .listener(() -> counts)
                .cache("cars", local -> local.maximumSize(Database.CARS).timeToLive(Bounds.TIME_TO_LIVE))
                .build();
    }

    private static RedisConfiguration configuration(String servers) {
        List<String> all = List.of(servers.split(","));
        if (all.size() > 1) {
            return new RedisClusterConfiguration(all);
        }
        String[] one = servers.split(":");
        return new RedisStandaloneConfiguration(one[0], Integer.parseInt(one[1]));
    }

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[3]);
        int number = Integer.parseInt(args[2]);
        ProcessNode node = new ProcessNode(
                args[0], args[1], number, Database.open(directory.getParent().resolve("database")));
        node.work(directory, number);
    }

    private void work(Path directory, int number) throws IOException {
        while (counts.get(Count.VALIDATED_AGAIN) == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        List<Pulse> pulses = List.of(
                new Pulse(() -> {}, new Journal(directory.resolve("pulse"))),
                new Pulse(this::askRedis, new Journal(directory.resolve("redis"))));
        List<Workload> workloads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Journal journal = new Journal(directory.resolve("work-" + thread));
            workloads.add(
                    new Workload(this, journal, 31L * number + thread, (THREADS * number + thread) % Workload.WRITERS));
        }
        List<Thread> threads = new ArrayList<>();
        pulses.forEach(pulse -> threads.add(new Thread(pulse)));
        workloads.forEach(workload -> threads.add(new Thread(workload)));
        threads.forEach(Thread::start);
        long unused = System.in.transferTo(OutputStream.nullOutputStream());
        workloads.forEach(Workload::stop);
        pulses.forEach(Pulse::stop);
        threads.forEach(ProcessNode::join);
        System.exit(0);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Asks for what all nodes compare, so that it is known when that could not be had. */
    private void askRedis() {
        try (RedisConnection connection = connections.getConnection()) {
            Long unused = connection.hashCommands().hLen(channel);
        }
    }

    ProcessCars cars() {
        return cars;
    }

    EnhancedCache cache() {
        return cache;
    }

    Counts counts() {
        return counts;
    }
}
