package io.github.ms100.cacheasmulti.support.redis;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Local copies in front of the entries of some Redis caches, which all nodes of an application keep true together.
 *
 * <p>Spring Boot makes a bean of this type of the properties {@code cache-as-multi.caches.<name>.local} and applies it to the
 * application's {@code RedisCacheManager}s. Without Spring Boot it is built and applied by hand:
 *
 * <pre>{@code
 * @Bean
 * LocalLevel localLevel(RedisConnectionFactory connectionFactory) {
 *     return LocalLevel.on(connectionFactory)
 *             .cache("cars", local -> local.maximumSize(10_000).timeToLive(Duration.ofMinutes(1)))
 *             .build();
 * }
 *
 * @Bean
 * RedisCacheManager cacheManager(RedisConnectionFactory connectionFactory, LocalLevel localLevel) {
 *     return localLevel.apply(RedisCacheManager.create(connectionFactory));
 * }
 * }</pre>
 *
 * <p>Needs Caffeine. Thread-safe. To be closed when its caches are not used any more, which an application context does.
 *
 * @since 2.0.0
 */
public interface LocalLevel extends AutoCloseable {

    /** Begins to build a local level in front of one Redis; every node of the application must be on the same. */
    static Builder on(RedisConnectionFactory connectionFactory) {
        return new Builder(connectionFactory);
    }

    /**
     * Returns what writes keys as Spring Data does by default, the text in UTF-8; for {@link
     * org.springframework.data.redis.cache.RedisCacheConfiguration#serializeKeysWith}. Of caches with this very pair it is known
     * that a key is its text and nothing else, so that hits need not serialise it; the bytes are the same. A converter of keys
     * must then give equal keys equal texts in every thread.
     */
    static SerializationPair<String> textKeys() {
        return Builder.TEXT_KEYS;
    }

    /**
     * Returns a manager with the caches of another on the same Redis, those that have a local level with it. It takes the place of the other,
     * which must not be used any more. All others are the same objects as before.
     *
     * @param manager exactly of that class; a subclass may make caches in a way of its own
     * @return the manager itself if it has none of the caches and makes none, or if this has been done before
     * @throws IllegalStateException if a cache cannot have a local level
     */
    RedisCacheManager apply(RedisCacheManager manager);

    /**
     * Checks that every cache that is to have a local level has one.
     *
     * @throws IllegalStateException if a cache has none: no manager has it that this has been applied to
     */
    void check();

    /** Stops to listen to other nodes; local copies are not served from then on. */
    @Override
    void close();

    /** Found in {@code META-INF/spring.factories}. For the library itself. */
    @FunctionalInterface
    interface Factory {

        /** Opens a local level, which begins to listen with its first cache. */
        LocalLevel open(RedisConnectionFactory connectionFactory, Settings settings);
    }

    /** Whether local copies are objects or bytes. */
    enum Copies {

        /** The values themselves, as in any cache on the heap: whoever changes one changes what others get. */
        OBJECTS,

        /** What Redis holds, read anew by each hit: nobody can change what others get. */
        BYTES
    }

    /**
     * What has been set. For the library itself.
     *
     * @param caches the settings of each cache, by name
     * @param maxBatchSize how many keys one command to Redis may have
     * @param amongSeveral whether the application uses other Redis servers as well
     */
    record Settings(
            String channel,
            Duration checkInterval,
            Duration maxUnvalidated,
            Map<String, CacheSettings> caches,
            RedisMaxBatchSize maxBatchSize,
            boolean amongSeveral,
            Supplier<BatchListener> listener) {}

    /**
     * What has been set for one cache. For the library itself.
     *
     * @param maximumSize how many copies there are at most; 0, if that is not set, is refused
     * @param timeToLive how long a copy lives at most; zero, if that is not set, is refused
     */
    record CacheSettings(long maximumSize, Duration timeToLive, Copies copies) {}

    /** Builds a local level. Not thread-safe. */
    final class Builder {

        private static final SerializationPair<String> TEXT_KEYS =
                SerializationPair.fromSerializer(RedisSerializer.string());

        private final RedisConnectionFactory connectionFactory;

        private final Map<String, CacheSettings> caches = new LinkedHashMap<>();

        private String channel = "cache-as-multi";

        private Duration checkInterval = Duration.ofSeconds(5);

        private Duration maxUnvalidated = Duration.ofSeconds(15);

        private RedisMaxBatchSize maxBatchSize = RedisMaxBatchSize.DEFAULT;

        private boolean amongSeveral;

        private Supplier<BatchListener> listener = () -> BatchListener.NO_OP;

        private Builder(RedisConnectionFactory connectionFactory) {
            this.connectionFactory = connectionFactory;
        }

        /**
         * Gives a cache a local level.
         *
         * @param name of the cache
         * @param settings sets its maximum size and its time to live, both of which are needed
         */
        public Builder cache(String name, Consumer<CacheBuilder> settings) {
            CacheBuilder builder = new CacheBuilder();
            settings.accept(builder);
            caches.put(name, new CacheSettings(builder.maximumSize, builder.timeToLive, builder.copies));
            return this;
        }

        /**
         * Names the channel over which nodes tell each other, and the hash in which they count: {@code cache-as-multi} by
         * default. Applications that share a Redis and no cache may have one each.
         */
        public Builder channel(String name) {
            this.channel = name;
            return this;
        }

        /** Sets how often nodes compare what they have heard with what has been said; 5 seconds by default. */
        public Builder checkInterval(Duration interval) {
            this.checkInterval = interval;
            return this;
        }

        /** Sets how long copies are served while nothing can be compared; 15 seconds by default. */
        public Builder maxUnvalidated(Duration time) {
            this.maxUnvalidated = time;
            return this;
        }

        /** Sets how many keys one command to Redis may have; as for batches by default. */
        public Builder maxBatchSize(RedisMaxBatchSize size) {
            this.maxBatchSize = size;
            return this;
        }

        /**
         * Says that the application uses other Redis servers as well: a cache may then have a local level only if its writer says
         * on which it works, as a {@link CountingRedisCacheWriter} does.
         */
        public Builder amongSeveral() {
            this.amongSeveral = true;
            return this;
        }

        /**
         * Tells somebody what happens.
         *
         * @param heard asked at each event
         */
        public Builder listener(Supplier<BatchListener> heard) {
            this.listener = heard;
            return this;
        }

        /**
         * Builds it.
         *
         * @throws IllegalArgumentException if a setting makes no sense
         */
        public LocalLevel build() {
            Settings settings = new Settings(
                    channel, checkInterval, maxUnvalidated, Map.copyOf(caches), maxBatchSize, amongSeveral, listener);
            return factory().open(connectionFactory, settings);
        }

        private static Factory factory() {
            List<Factory> found = SpringFactoriesLoader.loadFactories(Factory.class, LocalLevel.class.getClassLoader());
            if (found.isEmpty()) {
                throw new IllegalStateException(
                        "META-INF/spring.factories of cache-as-multi is missing from the class path, or was overwritten when"
                                + " jars were repackaged: merge these files");
            }
            return found.get(0);
        }
    }

    /** Sets what the local copies of one cache are. Not thread-safe. */
    final class CacheBuilder {

        private long maximumSize;

        private Duration timeToLive = Duration.ZERO;

        private Copies copies = Copies.OBJECTS;

        private CacheBuilder() {}

        /** Sets how many copies there are at most. */
        public CacheBuilder maximumSize(long size) {
            this.maximumSize = size;
            return this;
        }

        /** Sets how long a copy lives at most; never longer than its entry in Redis. */
        public CacheBuilder timeToLive(Duration time) {
            this.timeToLive = time;
            return this;
        }

        /** Sets what is kept; objects by default. */
        public CacheBuilder copies(Copies kept) {
            this.copies = kept;
            return this;
        }
    }
}
