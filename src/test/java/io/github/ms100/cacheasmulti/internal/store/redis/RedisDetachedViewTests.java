package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisElementReader;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

@DisplayName("A3 what identifies the entries of a call stays as its thread has made it")
class RedisDetachedViewTests extends OnBothDrivers {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private static final Object[] KEYS = {1, "two", 3L};

    private final AtomicInteger serialized = new AtomicInteger();

    @BeforeEach
    void deleteEverything() {
        TestRedis.deleteEverything();
        RedisCaches.changedPastTheLibrary();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName(
            "A3 a detached view has the prefix of the thread that detached it, and the given keys are not serialised again")
    void keepsPrefixAndKeys(RedisConnectionFactory driver) {
        StoreView view = RedisCaches.view(cache(driver));
        StoreView detached = as("red", () -> view.detached(KEYS));
        int made = serialized.get();

        as("blue", () -> {
            detached.write(KEYS, new Object[] {"a", "b", "c"});
            return true;
        });

        assertThat(as("blue", () -> read(detached))).containsExactly("a", "b", "c");
        assertThat(serialized).hasValue(made);
        assertThat(as("blue", () -> read(view))).containsOnly("missing");
        assertThat(as("red", () -> read(view))).containsExactly("a", "b", "c");
        as("blue", () -> {
            detached.evictNow(new Object[] {1, "two"});
            return true;
        });
        assertThat(as("red", () -> read(view))).containsExactly("missing", "missing", "c");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("A3 another key is made when it is used, with the same prefix")
    void otherKeysHaveTheSamePrefix(RedisConnectionFactory driver) {
        StoreView view = RedisCaches.view(cache(driver));
        StoreView detached = as("red", () -> view.detached(new Object[] {1}));

        as("blue", () -> {
            detached.write(new Object[] {1, "two"}, new Object[] {"a", "b"});
            return true;
        });

        assertThat(as("red", () -> read(view))).containsExactly("a", "b", "missing");
        assertThat(as("red", () -> detached.detached(KEYS))).isSameAs(detached);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("A3 S19 the entries of a detached view are those of its cache in that thread, anew each time")
    void tellsItsEntries(RedisConnectionFactory driver) {
        RedisCache cache = cache(driver);
        StoreView view = RedisCaches.view(cache);
        StoreView detached = as("red", () -> view.detached(KEYS));
        Entries expected = as("red", () -> {
            Entries entries = new RedisIdentity().entriesOf(cache);
            assertThat(entries.of("other")).isNotNull();
            assertThat(entries.of(1)).isNotNull();
            return entries;
        });
        int made = serialized.get();

        Entries entries = as("blue", detached::entries);

        assertThat(entries).isNotNull().isNotSameAs(detached.entries());
        assertThat(as("blue", () -> entries.of(1))).isEqualTo(expected.of(1));
        assertThat(serialized).hasValue(made);
        assertThat(as("blue", () -> entries.of("other"))).isEqualTo(expected.of("other"));
        assertThat(entries.all()).isEqualTo(expected.all());
        assertThat(entries.cacheOfLoads()).isSameAs(expected.cacheOfLoads());
        assertThat(view.entries()).isNull();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("A3 a key that cannot be serialised fails when it is used, and alone (S23)")
    void keyThatCannotBeMadeFailsAlone(RedisConnectionFactory driver) {
        Object textless = new Object();
        Object[] keys = {1, textless};
        StoreView detached = as("red", () -> RedisCaches.view(cache(driver)).detached(keys));
        Object[] values = {"missing", "missing"};

        PartialBatchException write =
                catchThrowableOfType(PartialBatchException.class, () -> detached.write(keys, new Object[] {"a", "b"}));
        PartialBatchException read =
                catchThrowableOfType(PartialBatchException.class, () -> detached.read(keys, values));

        assertThat(write.getFailures()).containsOnlyKeys(textless);
        assertThat(read.getFailures()).containsOnlyKeys(textless);
        assertThat(values).containsExactly("a", "missing");
        assertThat(detached.entries().of(textless)).isNull();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("A3 a prefix that cannot be made fails each use, wherever that is")
    void prefixThatCannotBeMadeFailsWhenItIsUsed(RedisConnectionFactory driver) {
        StoreView view = RedisCaches.view(cache(driver));
        StoreView detached = view.detached(KEYS);

        as("red", () -> {
            assertThatIllegalStateException().isThrownBy(() -> read(detached)).withMessage("no tenant");
            assertThatIllegalStateException().isThrownBy(() -> detached.evict(KEYS));
            assertThat(detached.entries().of(1)).isNull();
            return true;
        });
    }

    private RedisCache cache(RedisConnectionFactory driver) {
        UnaryOperator<RedisCacheConfiguration> tenants = configuration -> configuration
                .entryTtl(Duration.ofMinutes(1))
                .computePrefixWith(name -> {
                    if (TENANT.get() == null) {
                        throw new IllegalStateException("no tenant");
                    }
                    return TENANT.get() + ":" + name + ":";
                })
                .serializeKeysWith(SerializationPair.just(RedisElementReader.from(RedisSerializer.string()), key -> {
                    serialized.incrementAndGet();
                    return ByteBuffer.wrap(RedisSerializer.string().serialize(key));
                }));
        return new RedisCaches(driver).create(tenants);
    }

    private static Object[] read(StoreView view) {
        Object[] values = {"missing", "missing", "missing"};
        view.read(KEYS, values);
        return values;
    }

    /** Runs work for a tenant, in a thread of its own. */
    private static <T> T as(String tenant, Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            TENANT.set(tenant);
                            return work.get();
                        },
                        task -> new Thread(task).start())
                .join();
    }
}
