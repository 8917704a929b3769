package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Tells a native image what the library itself needs of reflection, whatever the application's methods: what expressions
 * see, the annotation as a composed one yields it, and the classes by which optional libraries are recognized.
 */
final class LibraryHints implements RuntimeHintsRegistrar {

    private static final List<String> OPTIONAL = List.of(
            "org.springframework.cache.caffeine.CaffeineCache",
            "com.github.benmanes.caffeine.cache.Cache",
            "org.springframework.cache.jcache.JCacheCache",
            "javax.cache.Cache",
            "org.springframework.cache.transaction.TransactionAwareCacheDecorator",
            "org.springframework.transaction.support.TransactionSynchronizationManager",
            "org.springframework.data.redis.cache.RedisCache",
            "io.lettuce.core.AbstractRedisAsyncCommands",
            "redis.clients.jedis.exceptions.JedisException",
            "redis.clients.jedis.RedisClusterClient",
            "io.github.resilience4j.circuitbreaker.CircuitBreaker",
            "tools.jackson.databind.json.JsonMapper",
            "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule",
            "org.hibernate.proxy.HibernateProxy");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        ReflectionHints reflection = hints.reflection();
        reflection.registerType(ExpressionRoot.class, MemberCategory.INVOKE_PUBLIC_METHODS);
        reflection.registerType(CacheAsMulti.class, MemberCategory.INVOKE_DECLARED_METHODS);
        hints.proxies().registerJdkProxy(CacheAsMulti.class);
        reflection.registerTypeIfPresent(
                classLoader,
                "com.fasterxml.jackson.datatype.jdk8.Jdk8Module",
                MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        OPTIONAL.forEach(type -> reflection.registerTypeIfPresent(classLoader, type));
        reflection.registerTypeIfPresent(
                classLoader,
                "org.springframework.data.redis.cache.RedisCacheWriter",
                writer ->
                        writer.withMethod("execute", List.of(TypeReference.of(Function.class)), ExecutableMode.INVOKE));
    }
}
