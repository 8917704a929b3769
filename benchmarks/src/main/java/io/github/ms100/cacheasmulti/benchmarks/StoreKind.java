package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.support.redis.JsonRedisSerializer;
import java.util.List;
import org.springframework.data.redis.serializer.RedisSerializer;

/** The stores of the suite. */
public enum StoreKind {
    CONCURRENT_MAP,
    CAFFEINE,
    EHCACHE,
    REDIS_JDK,
    REDIS_JSON,
    /** Three masters; JSON. */
    REDIS_CLUSTER;

    Store open() throws Exception {
        return switch (this) {
            case CONCURRENT_MAP -> Store.concurrentMap();
            case CAFFEINE -> Store.caffeine();
            case EHCACHE -> Store.ehcache();
            case REDIS_JDK -> RedisStore.standalone(RedisServers.standalone(), RedisSerializer.java());
            case REDIS_JSON -> RedisStore.standalone(RedisServers.standalone(), json());
            case REDIS_CLUSTER -> RedisStore.cluster(RedisServers.cluster(), json());
        };
    }

    /** Returns what values are written as JSON with, by all subjects. */
    public static RedisSerializer<Object> json() {
        return JsonRedisSerializer.create(List.of(Car.class.getName()), Car.class.getClassLoader());
    }
}
