package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.contents;
import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter.TtlFunction;
import org.springframework.data.redis.connection.PoolException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStringCommands;

/** Whatever {@link RuntimeException} it is, it costs its key or what is under way with it, and nothing else (S23, S24). */
@Tag("slow")
class RedisUncheckedFailureTests extends OnBothDrivers {

    private static final UnaryOperator<RedisCacheConfiguration> HOUR =
            configuration -> configuration.entryTtl(Duration.ofHours(1));

    private static final Duration TOO_LONG = Duration.ofSeconds(Long.MAX_VALUE);

    /** Three parts, of at most 20,000 keys each. */
    private static final int HUGE = 45_000;

    @ParameterizedTest
    @MethodSource("drivers")
    void timeToLiveThatIsNoNumberOfMillisecondsFailsItsEntryAloneS24(RedisConnectionFactory driver) {
        TtlFunction ofFour = (key, value) -> key.equals(4) ? TOO_LONG : Duration.ofHours(1);
        RedisCache source = new RedisCaches(driver).create(configuration -> configuration.entryTtl(ofFour));
        EnhancedCache cache = RedisCaches.enhance(source);

        PartialBatchException put = failures(() -> cache.multiPut(entries(10)));

        assertThatThrownBy(() -> source.put(4, "single")).isInstanceOf(ArithmeticException.class);
        assertThat(put.getFailures()).containsOnlyKeys(4);
        assertThat(put.getFailures().get(4)).isInstanceOf(ArithmeticException.class);
        Map<Object, Object> others = entries(10);
        others.remove(4);
        assertThat(contents(source, keys(10))).isEqualTo(others);
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void timeToIdleThatIsNoNumberOfMillisecondsFailsItsKeyAloneS23(RedisConnectionFactory driver) {
        TtlFunction ofReads = (key, value) -> value == null && key.equals(4) ? TOO_LONG : Duration.ofHours(1);
        RedisCache source = new RedisCaches(driver)
                .create(configuration -> configuration.entryTtl(ofReads).enableTimeToIdle());
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(10));

        PartialBatchException read = failures(() -> cache.multiGet(keys(12)));

        assertThat(read.getFailures()).containsOnlyKeys(4);
        assertThat(read.getFailures().get(4)).isInstanceOf(ArithmeticException.class);
        assertThat(read.getHits()).hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void connectionThatCannotBeHadCostsItsPartAloneS23S24(RedisConnectionFactory driver) {
        Faults faults = new Faults(driver);
        RedisCache source = new RedisCaches(faults.factory()).create(HOUR);
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(HUGE));
        Set<Object> second = IntStream.range(20_000, 40_000).boxed().collect(Collectors.toSet());

        faults.onConnection(2, () -> new PoolException("Could not get a resource from the pool"));
        PartialBatchException read = failures(() -> cache.multiGet(keys(HUGE)));
        faults.onConnection(2, () -> new IllegalStateException("closed"));
        PartialBatchException put = failures(() -> cache.multiPut(entries(HUGE)));
        faults.onConnection(2, () -> new IllegalStateException("closed"));
        PartialBatchException evict = failures(() -> cache.multiEvict(keys(HUGE)));

        assertThat(read.getFailures().keySet()).isEqualTo(second);
        assertThat(Set.copyOf(read.getFailures().values())).singleElement().isInstanceOf(PoolException.class);
        assertThat(read.getHits()).hasSize(HUGE - 20_000).containsKeys(0, 44_999);
        assertThat(put.getFailures().keySet()).isEqualTo(second);
        assertThat(evict.getFailures().keySet()).isEqualTo(second);
        assertThat(cache.multiGet(keys(HUGE)).keySet()).isEqualTo(second);
        cache.multiEvict(keys(HUGE));
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void connectionThatCannotBeReleasedCostsNothing(RedisConnectionFactory driver) {
        Faults faults = new Faults(driver);
        EnhancedCache cache = RedisCaches.enhance(new RedisCaches(faults.factory()).create(HOUR));
        cache.multiPut(entries(3));

        faults.afterClose(() -> new IllegalStateException("not returned"));
        cache.multiPut(entries(10));

        assertThat(values(cache.multiGet(keys(12)))).isEqualTo(entries(10));
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void commandThatCannotBeSentFailsItsKeyAloneS24(RedisConnectionFactory driver) {
        Faults faults = new Faults(driver);
        RedisCache source = new RedisCaches(faults.factory()).create(HOUR);
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiGet(keys(2));

        faults.onKey(source.getName() + "::4", () -> new IllegalStateException("not sent"));
        PartialBatchException put = failures(() -> cache.multiPut(entries(10)));

        assertThat(put.getFailures()).containsOnlyKeys(4);
        assertThat(put.getFailures().get(4)).isInstanceOf(IllegalStateException.class);
        Map<Object, Object> others = entries(10);
        others.remove(4);
        assertThat(values(cache.multiGet(keys(10)))).isEqualTo(others);
    }

    @ParameterizedTest
    @MethodSource("plainDrivers")
    void errorsReachTheCaller(RedisConnectionFactory driver) {
        Faults faults = new Faults(driver);
        RedisCache source = new RedisCaches(faults.factory()).create(HOUR);
        EnhancedCache cache = RedisCaches.enhance(source);
        cache.multiPut(entries(10));
        StackOverflowError error = new StackOverflowError();

        faults.onConnection(1, () -> error);
        assertThatThrownBy(() -> cache.multiGet(keys(3))).isSameAs(error);
        faults.onKey(source.getName() + "::4", () -> error);
        assertThatThrownBy(() -> cache.multiPut(entries(10))).isSameAs(error);
        faults.onKey("none", () -> error);

        assertThat(values(cache.multiGet(keys(10))))
                .as("no reply is taken for another's")
                .isEqualTo(entries(10));
    }

    private static PartialBatchException failures(ThrowingCallable call) {
        return catchThrowableOfType(PartialBatchException.class, call);
    }

    @FunctionalInterface
    private interface Fault {

        Throwable make();
    }

    /** Connections that fail when they are told to. */
    private static final class Faults {

        private final RedisConnectionFactory connections;

        private int untilConnection;

        private Fault ofConnection;

        private Fault ofClose;

        private String key;

        private Fault ofKey;

        Faults(RedisConnectionFactory connections) {
            this.connections = connections;
        }

        /** Lets the nth connection from now on fail, once. */
        void onConnection(int nth, Fault fault) {
            untilConnection = nth;
            ofConnection = fault;
        }

        /** Lets all connections fail after they are closed. */
        void afterClose(Fault fault) {
            ofClose = fault;
        }

        /** Lets writes of a key fail before they are sent, by the means of Spring Data alone. */
        void onKey(String rawKey, Fault fault) {
            key = rawKey;
            ofKey = fault;
        }

        RedisConnectionFactory factory() {
            return proxy(RedisConnectionFactory.class, connections, (method, arguments) -> {
                if (method.getName().equals("getConnection") && --untilConnection == 0) {
                    throw sneaky(ofConnection.make());
                }
            });
        }

        private Object wrapped(Object result) {
            if (result instanceof RedisStringCommands commands && !(result instanceof RedisConnection)) {
                return proxy(RedisStringCommands.class, commands, this::failOnKey);
            }
            return result instanceof RedisConnection connection
                    ? proxy(RedisConnection.class, connection, (method, arguments) -> {})
                    : result;
        }

        private void failOnKey(Method method, Object[] arguments) {
            if (method.getName().startsWith("set")
                    && new String((byte[]) arguments[0], StandardCharsets.UTF_8).equals(key)) {
                throw sneaky(ofKey.make());
            }
        }

        private <T> T proxy(Class<T> type, T target, BiConsumer<Method, Object[]> before) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        before.accept(method, arguments);
                        if (ofKey != null && method.getName().equals("getNativeConnection")) {
                            return "no driver";
                        }
                        Object result;
                        try {
                            result = method.invoke(target, arguments);
                        } catch (InvocationTargetException ex) {
                            throw ex.getCause();
                        }
                        if (ofClose != null && method.getName().equals("close")) {
                            throw ofClose.make();
                        }
                        return wrapped(result);
                    }));
        }

        private static RuntimeException sneaky(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }
    }
}
