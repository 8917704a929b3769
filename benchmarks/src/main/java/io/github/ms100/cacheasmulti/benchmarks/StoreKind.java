package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import java.util.stream.Stream;
import org.springframework.data.redis.serializer.RedisSerializer;

/** The stores of the suite. */
public enum StoreKind {
    CONCURRENT_MAP,
    CAFFEINE,
    EHCACHE,
    REDIS_JDK,
    REDIS_JSON,
    /** Three masters; JSON. */
    REDIS_CLUSTER,
    /** One server, with copies on the heap; JSON. */
    REDIS_LOCAL;

    Store open() throws Exception {
        return open(this == REDIS_CLUSTER ? RedisServers::cluster : RedisServers::standalone);
    }

    /** Opens the store; asks for servers only if it needs some. */
    Store open(Servers servers) throws Exception {
        return switch (this) {
            case CONCURRENT_MAP -> Store.concurrentMap();
            case CAFFEINE -> Store.caffeine();
            case EHCACHE -> Store.ehcache();
            case REDIS_JDK -> new RedisStore(servers.start(), RedisSerializer.java());
            case REDIS_JSON -> new RedisStore(servers.start(), json(Car.class));
            case REDIS_CLUSTER -> new RedisStore(servers.start(), json(Car.class));
            case REDIS_LOCAL -> new TwoLevelStore(servers.start(), json(Car.class));
        };
    }

    /** Returns what values of the given types are written as JSON with, by all subjects. */
    public static RedisSerializer<Object> json(Class<?>... types) {
        return JsonRedisSerializer.create(Stream.of(types).map(Class::getName).toList(), Car.class.getClassLoader());
    }

    boolean isRedis() {
        return this == REDIS_JDK || this == REDIS_JSON || this == REDIS_CLUSTER || hasLocalLevel();
    }

    boolean hasLocalLevel() {
        return this == REDIS_LOCAL;
    }

    /** Returns whether an operation asks a server, so that other threads work for it, too. */
    boolean asksServer(Operation operation) {
        return isRedis() && !(hasLocalLevel() && operation == Operation.ALL_HIT);
    }

    interface Servers {

        RedisServers start() throws Exception;
    }
}
