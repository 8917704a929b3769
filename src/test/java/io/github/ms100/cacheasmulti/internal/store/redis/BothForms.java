package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/** One cache of Redis and its calls, in the form that waits and in that which goes on later, with all that can be seen of each. */
final class BothForms implements AutoCloseable {

    /** In place of what has not been found. */
    static final String MISSING = "missing";

    /** The only thread in which calls go on. */
    static final String RESUMED = "resumed";

    private static final List<String> COMMANDS =
            List.of("get", "mget", "getex", "set", "mset", "del", "unlink", "pttl", "hincrby", "publish", "exists");

    private final ExecutorService resumption = Executors.newSingleThreadExecutor(task -> new Thread(task, RESUMED));

    /** In which threads values have been converted. */
    final Set<String> converting = ConcurrentHashMap.newKeySet();

    final RedisCache cache;

    private final int maxBatchSize;

    BothForms(RedisConnectionFactory factory, UnaryOperator<RedisCacheConfiguration> configuration, int maxBatchSize) {
        RedisCacheWriter writer =
                CountingRedisCacheWriter.create(factory, RedisCacheWriter::nonLockingRedisCacheWriter);
        RedisCacheManager manager = RedisCacheManager.builder(writer)
                .cacheDefaults(configuration.apply(RedisCacheConfiguration.defaultCacheConfig()
                        .serializeValuesWith(watched(SerializationPair.fromSerializer(RedisSerializer.java())))))
                .enableStatistics()
                .build();
        manager.afterPropertiesSet();
        this.cache = RedisCaches.connected(factory, (RedisCache) manager.getCache("forms"));
        this.maxBatchSize = maxBatchSize;
    }

    private SerializationPair<Object> watched(SerializationPair<Object> pair) {
        return SerializationPair.just(
                bytes -> {
                    converting.add(Thread.currentThread().getName());
                    return pair.read(bytes);
                },
                value -> {
                    converting.add(Thread.currentThread().getName());
                    return (ByteBuffer) pair.write(value);
                });
    }

    /** Returns a view that knows nothing of the server yet. */
    StoreView view() {
        return ViewCaches.viewOf(RedisCaches.enhance(cache, maxBatchSize));
    }

    /** Returns a view that answers later from now on: it has been asked to once, and then asked the server for one key. */
    StoreView laterView() {
        StoreView view = view();
        Object[] one = {"warm-up"};
        assertThat(view.detached(one).readLater(one, new Object[1], resumption)).isNull();
        view.read(one, new Object[1]);
        assertThat(view.detached(one).readLater(one, new Object[1], resumption))
                .isNotNull()
                .succeedsWithin(9, TimeUnit.SECONDS);
        return view;
    }

    Executor resumption() {
        return resumption;
    }

    /** A call of a view. */
    enum Call {
        READ(
                (view, arguments) -> {
                    view.read(arguments.keys, arguments.values);
                    return Futures.done();
                },
                (view, arguments) -> view.readLater(arguments.keys, arguments.values, arguments.resumption)),
        WRITE(
                (view, arguments) -> {
                    view.write(arguments.keys, arguments.values);
                    return Futures.done();
                },
                (view, arguments) -> view.writeLater(arguments.keys, arguments.values, arguments.resumption)),
        EVICT(
                (view, arguments) -> {
                    view.evictNow(arguments.keys);
                    return Futures.done();
                },
                (view, arguments) -> view.evictLater(arguments.keys, arguments.resumption));

        private final BiFunction<StoreView, Arguments, CompletableFuture<@Nullable Void>> waiting;

        private final BiFunction<StoreView, Arguments, @Nullable CompletableFuture<@Nullable Void>> later;

        Call(
                BiFunction<StoreView, Arguments, CompletableFuture<@Nullable Void>> waiting,
                BiFunction<StoreView, Arguments, @Nullable CompletableFuture<@Nullable Void>> later) {
            this.waiting = waiting;
            this.later = later;
        }
    }

    /** Makes a call that waits. */
    Seen waiting(StoreView view, Call call, Object[] keys, Object[] values) {
        return seen(keys, values, arguments -> call.waiting.apply(view, arguments));
    }

    /** Makes a call that goes on later, of a view that is detached from this thread. */
    Seen later(StoreView view, Call call, Object[] keys, Object[] values) {
        return seen(keys, values, arguments -> {
            CompletableFuture<@Nullable Void> ended = call.later.apply(view.detached(keys), arguments);
            assertThat(ended).as("it can go on later").isNotNull();
            return ended;
        });
    }

    /** Makes a call that waits; what it fails by is thrown. */
    CompletableFuture<@Nullable Void> start(StoreView view, Call call, Object[] keys, Object[] values) {
        return call.waiting.apply(view, new Arguments(keys, values, resumption));
    }

    /** Begins a call that goes on later. */
    CompletableFuture<@Nullable Void> startLater(StoreView view, Call call, Object[] keys, Object[] values) {
        return call.later.apply(view.detached(keys), new Arguments(keys, values, resumption));
    }

    private Seen seen(Object[] keys, Object[] values, Function<Arguments, CompletableFuture<@Nullable Void>> call) {
        List<Long> statistics = statistics();
        Map<String, Long> commands = commands();
        @Nullable Object[] taking = values.clone();
        Throwable failure = null;
        try {
            call.apply(new Arguments(keys, taking, resumption)).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException ex) {
            failure = ex.getCause();
        } catch (Exception ex) {
            failure = ex;
        }
        Map<String, Long> after = commands();
        commands.forEach((command, count) -> after.merge(command, -count, Long::sum));
        after.values().removeIf(count -> count == 0);
        List<Long> counted = statistics();
        return new Seen(
                Arrays.toString(taking),
                Described.of(failure),
                IntStream.range(0, counted.size())
                        .mapToObj(i -> counted.get(i) - statistics.get(i))
                        .toList(),
                after);
    }

    private List<Long> statistics() {
        CacheStatistics numbers = cache.getStatistics();
        return List.of(
                numbers.getPuts(), numbers.getGets(), numbers.getHits(), numbers.getMisses(), numbers.getDeletes());
    }

    /** Returns how often which command has been run, by whatever servers the tests have. */
    private static Map<String, Long> commands() {
        Map<String, Long> counts = new TreeMap<>();
        for (String command : COMMANDS) {
            counts.put(
                    command,
                    TestRedis.calls(command) + TestRedisCluster.servers().calls(command));
        }
        return counts;
    }

    @Override
    public void close() {
        resumption.shutdownNow();
    }

    private static final class Arguments {

        private final Object[] keys;

        private final @Nullable Object[] values;

        private final Executor resumption;

        Arguments(Object[] keys, @Nullable Object[] values, Executor resumption) {
            this.keys = keys;
            this.values = values;
            this.resumption = resumption;
        }
    }

    /**
     * What can be seen of a call.
     *
     * @param values what the array holds that was given
     * @param failure what it has ended with
     * @param statistics what has been counted: puts, gets, hits, misses, deletes
     * @param commands how often which command has been run
     */
    record Seen(String values, String failure, List<Long> statistics, Map<String, Long> commands) {}
}
