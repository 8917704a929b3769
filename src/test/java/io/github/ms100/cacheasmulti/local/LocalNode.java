package io.github.ms100.cacheasmulti.local;

import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.internal.store.redis.RedisCacheConverter;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** One node of an application with local copies of the cache "cars": connections, manager and level of its own. */
final class LocalNode implements AutoCloseable {

    static final String CACHE = "cars";

    private static final Duration POLL = Duration.ofMillis(20);

    private final RedisConnectionFactory connections;

    private final LocalLevel level;

    private final RedisCacheManager manager;

    private final Events events = new Events();

    private @Nullable CachingContext application;

    LocalNode(RedisConnectionFactory connections, Consumer<LocalLevel.Builder> settings) {
        this(connections, settings, configuration -> configuration);
    }

    LocalNode(
            RedisConnectionFactory connections,
            Consumer<LocalLevel.Builder> settings,
            UnaryOperator<RedisCacheConfiguration> configuration) {
        this(connections, settings, configuration, RedisCacheWriter::nonLockingRedisCacheWriter);
    }

    private LocalNode(
            RedisConnectionFactory connections,
            Consumer<LocalLevel.Builder> settings,
            UnaryOperator<RedisCacheConfiguration> configuration,
            Function<RedisConnectionFactory, RedisCacheWriter> writer) {
        this.connections = connections;
        LocalLevel.Builder builder = LocalLevel.on(connections)
                .checkInterval(Duration.ofMillis(200))
                .maxUnvalidated(Duration.ofSeconds(3))
                .listener(() -> events)
                .cache(CACHE, local -> local.maximumSize(100_000).timeToLive(Duration.ofMinutes(10)));
        settings.accept(builder);
        this.level = builder.build();
        this.manager = level.apply(RedisManagers.of(
                CountingRedisCacheWriter.create(connections, writer),
                configuration.apply(RedisCacheConfiguration.defaultCacheConfig()
                        .serializeKeysWith(LocalLevel.textKeys())
                        .entryTtl(Duration.ofMinutes(10)))));
        Cache unused = manager.getCache(CACHE);
    }

    /** Starts a node that serves its copies. */
    static LocalNode start() {
        return start(TestRedis.lettuce());
    }

    static LocalNode start(RedisConnectionFactory connections) {
        return start(connections, settings -> {});
    }

    static LocalNode start(RedisConnectionFactory connections, Consumer<LocalLevel.Builder> settings) {
        LocalNode node = new LocalNode(connections, settings);
        node.awaitServing();
        return node;
    }

    /** Starts a node that serves its copies, and whose writer locks. */
    static LocalNode startLocking(RedisConnectionFactory connections) {
        LocalNode node = new LocalNode(
                connections, settings -> {}, configuration -> configuration, RedisCacheWriter::lockingRedisCacheWriter);
        node.awaitServing();
        return node;
    }

    /** Starts a node behind a proxy; each of its calls has a connection of its own, so that one may be held. */
    static LocalNode start(RedisClients driver, CommandProxy proxy) {
        return start(connect(driver, proxy, Duration.ofMinutes(1)));
    }

    static RedisConnectionFactory connect(RedisClients driver, CommandProxy proxy, Duration timeout) {
        RedisConnectionFactory connections = driver.connect(proxy.port(), timeout);
        if (connections instanceof LettuceConnectionFactory lettuce) {
            lettuce.setShareNativeConnection(false);
        }
        return connections;
    }

    /** Returns when its copies are served. */
    void awaitServing() {
        await().pollInterval(POLL).until(() -> events.served > 0);
    }

    RedisCacheManager manager() {
        return manager;
    }

    Cache cache() {
        return cache(CACHE);
    }

    Cache cache(String name) {
        return manager.getCache(name);
    }

    /** Returns the cache as batches see it. */
    EnhancedCache batches() {
        return batches(CACHE);
    }

    EnhancedCache batches(String name) {
        return new EnhancedCacheConversionService(List.of(new RedisCacheConverter(() -> connections, () -> 1000)))
                .convert(cache(name));
    }

    /** Returns the application on this node. */
    LocalCars cars() {
        if (application == null) {
            application = CachingContext.of(manager, connections, LocalCars.class);
        }
        return application.bean(LocalCars.class);
    }

    Events events() {
        return events;
    }

    /** Waits until so many messages of other nodes have been handled. */
    void awaitReceived(int count) {
        await().pollInterval(POLL).until(() -> events.received() >= count);
    }

    /** Returns how many keys the next reads find here, by what they are told. */
    int localHits(Runnable reads) {
        events.lookups.clear();
        reads.run();
        return events.lookups.stream().mapToInt(BatchListener.LocalLookup::hits).sum();
    }

    /** Waits until reads are answered by copies again, and returns how many keys the first of them finds here. */
    int localHitsOnceServed(Runnable read) {
        events.lookups.clear();
        await().pollInterval(POLL).ignoreExceptions().until(() -> {
            read.run();
            return !events.lookups.isEmpty();
        });
        return events.lookups.element().hits();
    }

    @Override
    public void close() {
        level.close();
        if (application != null) {
            application.close();
        }
        try {
            ((DisposableBean) connections).destroy();
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** What the node has told. */
    static final class Events implements BatchListener {

        final Queue<LocalLookup> lookups = new ConcurrentLinkedQueue<>();

        final Queue<Message> messages = new ConcurrentLinkedQueue<>();

        /** Run with each message of another node, once it has been handled, by the thread that did. */
        volatile Consumer<Message> onReceived = message -> {};

        volatile int gaps;

        /** Names of the threads that have told of gaps. */
        final Queue<String> tellersOfGaps = new ConcurrentLinkedQueue<>();

        volatile int served;

        volatile int unvalidated;

        @Override
        public void onLocalLookup(LocalLookup lookup) {
            lookups.add(lookup);
        }

        @Override
        public void onMessage(Message message) {
            messages.add(message);
            if (!message.sent()) {
                onReceived.accept(message);
            }
        }

        /** Returns how many messages of others have been handled. */
        long received() {
            return messages.stream().filter(message -> !message.sent()).count();
        }

        /** Returns how many messages have been sent. */
        long sent() {
            return messages.stream().filter(Message::sent).count();
        }

        @Override
        public synchronized void onGap(String channel) {
            tellersOfGaps.add(Thread.currentThread().getName());
            gaps++;
        }

        @Override
        public synchronized void onUnvalidated(String channel) {
            unvalidated++;
        }

        @Override
        public synchronized void onValidated(String channel, Duration time) {
            served++;
        }
    }
}
