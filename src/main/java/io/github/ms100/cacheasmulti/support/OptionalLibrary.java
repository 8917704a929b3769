package io.github.ms100.cacheasmulti.support;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * A library, or a part of one, that need not be there. The names of the classes by which it is known stand here and nowhere
 * else; a native image is told all of them.
 *
 * @since 2.0.0
 */
public enum OptionalLibrary {

    /** Caches of Caffeine. */
    CAFFEINE("org.springframework.cache.caffeine.CaffeineCache", "com.github.benmanes.caffeine.cache.Cache"),

    /** Caches of JSR-107. */
    JCACHE("org.springframework.cache.jcache.JCacheCache", "javax.cache.Cache"),

    /** The annotations of JSR-107, under the condition under which Spring itself reads them. */
    JCACHE_ANNOTATIONS("javax.cache.Cache", "org.springframework.cache.jcache.config.ProxyJCacheConfiguration"),

    /** Spring's transactions. */
    TRANSACTIONS("org.springframework.transaction.support.TransactionSynchronizationManager"),

    /** Caches that wait for the commit of a transaction. */
    TRANSACTION_AWARE_CACHES(
            "org.springframework.cache.transaction.TransactionAwareCacheDecorator",
            "org.springframework.transaction.support.TransactionSynchronizationManager"),

    /** Caches of Redis. */
    REDIS("org.springframework.data.redis.cache.RedisCache"),

    /** A driver of Redis. */
    LETTUCE("io.lettuce.core.AbstractRedisAsyncCommands"),

    /** Another driver of Redis. */
    JEDIS("redis.clients.jedis.exceptions.JedisException"),

    /** What later versions of Jedis have for clusters. */
    JEDIS_CLUSTER_CLIENT("redis.clients.jedis.RedisClusterClient"),

    /** Reactor, which Spring reads all other reactive types through. */
    REACTOR("reactor.core.publisher.Mono"),

    /** What Spring runs the suspend functions of Kotlin by. */
    COROUTINES_REACTOR("kotlinx.coroutines.reactor.MonoKt", "reactor.core.publisher.Mono"),

    /** Values of threads and subscribers that follow a call into other threads. */
    CONTEXT_PROPAGATION("io.micrometer.context.ContextSnapshotFactory"),

    /** Circuit breakers of Resilience4j. */
    CIRCUIT_BREAKER("io.github.resilience4j.circuitbreaker.CircuitBreaker"),

    /** Jackson 3. */
    JACKSON_3("tools.jackson.databind.json.JsonMapper"),

    /** Jackson 2 with the module it needs to write dates. */
    JACKSON_2("com.fasterxml.jackson.datatype.jsr310.JavaTimeModule"),

    /** A module of Jackson 2, an instance of which is made by its name. */
    JACKSON_2_JDK8("com.fasterxml.jackson.datatype.jdk8.Jdk8Module"),

    /** Hibernate. */
    HIBERNATE("org.hibernate.proxy.HibernateProxy"),

    /** Bean Validation. */
    BEAN_VALIDATION("jakarta.validation.Constraint");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
    private final List<String> classNames;

    OptionalLibrary(String... classNames) {
        this.classNames = List.of(classNames);
    }

    /** Returns the names of the classes that must all be there. */
    public List<String> classNames() {
        return classNames;
    }

    /** Tells whether the library is there, for this library's own classes. */
    public boolean isPresent() {
        return isPresent(OptionalLibrary.class.getClassLoader());
    }

    /** Tells whether the library is there for a class loader; {@code null} is that of the thread. */
    public boolean isPresent(@Nullable ClassLoader classLoader) {
        return classNames.stream().allMatch(name -> ClassUtils.isPresent(name, classLoader));
    }
}
