package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.redis.BothForms.Call;
import io.github.ms100.cacheasmulti.internal.store.redis.BothForms.Seen;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A6 what goes on later asks, brings, fails and counts as what waits does")
class RedisLaterTests {

    private LettuceConnectionFactory standalone;

    private LettuceConnectionFactory cluster;

    private LettuceConnectionFactory withObjects;

    private LettuceConnectionFactory withBytes;

    @BeforeAll
    void connect() {
        standalone = TestRedis.lettuce();
        cluster = new LettuceConnectionFactory(TestRedisCluster.configuration());
        cluster.afterPropertiesSet();
        cluster.start();
        withObjects = RedisCaches.withLocalLevel(TestRedis.lettuce(), LocalLevel.Copies.OBJECTS);
        withBytes = RedisCaches.withLocalLevel(TestRedis.lettuce(), LocalLevel.Copies.BYTES);
        AtomicLong published = new AtomicLong();
        await("what the levels begin with has been sent")
                .during(Duration.ofMillis(500))
                .until(() -> published.getAndSet(TestRedis.calls("publish")) == TestRedis.calls("publish"));
    }

    @AfterAll
    void disconnect() {
        RedisCaches.withoutLocalLevel(withObjects);
        RedisCaches.withoutLocalLevel(withBytes);
        Stream.of(standalone, cluster, withObjects, withBytes).forEach(LettuceConnectionFactory::destroy);
    }

    enum Kind {
        PREFIX(UnaryOperator.identity(), 1000),
        IN_PARTS(UnaryOperator.identity(), 3),
        ANY_NUMBER(UnaryOperator.identity(), 0),
        NO_PREFIX(RedisCacheConfiguration::disableKeyPrefix, 1000),
        NO_NULLS(RedisCacheConfiguration::disableCachingNullValues, 1000),
        TIME_TO_IDLE(RedisCacheConfiguration::enableTimeToIdle, 1000),
        CLUSTER(UnaryOperator.identity(), 1000),
        CLUSTER_TIME_TO_IDLE(RedisCacheConfiguration::enableTimeToIdle, 1000),
        COPIES_OF_OBJECTS(UnaryOperator.identity(), 1000),
        COPIES_OF_BYTES(UnaryOperator.identity(), 3);

        private final UnaryOperator<RedisCacheConfiguration> configuration;

        private final int maxBatchSize;

        Kind(UnaryOperator<RedisCacheConfiguration> configuration, int maxBatchSize) {
            this.configuration = configuration;
            this.maxBatchSize = maxBatchSize;
        }

        boolean isCluster() {
            return name().startsWith("CLUSTER");
        }
    }

    private LettuceConnectionFactory factory(Kind kind) {
        return switch (kind) {
            case CLUSTER, CLUSTER_TIME_TO_IDLE -> cluster;
            case COPIES_OF_OBJECTS -> withObjects;
            case COPIES_OF_BYTES -> withBytes;
            default -> standalone;
        };
    }

    private BothForms forms(Kind kind) {
        return new BothForms(
                factory(kind),
                kind.configuration.andThen(defaults -> defaults.entryTtl(Duration.ofHours(1)))::apply,
                kind.maxBatchSize);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A6 hits, misses and nulls are read as by the form that waits")
    void reads(Kind kind) {
        try (BothForms forms = forms(kind)) {
            Seen waiting = forms.waiting(filled(forms, kind, forms.view()), Call.READ, keys(12), missing(12));
            Seen later = forms.later(filled(forms, kind, forms.laterView()), Call.READ, keys(12), missing(12));

            assertThat(later).isEqualTo(waiting);
            assertThat(later.values()).contains("value 7", BothForms.MISSING);
            assertThat(later.failure()).isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A6 S23 what cannot be read, of another type or no key fails alone, by the same")
    void readsWhatFails(Kind kind) {
        try (BothForms forms = forms(kind)) {
            Object[] keys = keys(12);
            keys[5] = new Textless();

            StoreView first = spoilt(forms, kind, forms.view());
            Seen waiting = forms.waiting(first, Call.READ, keys, missing(12));
            StoreView second = spoilt(forms, kind, forms.laterView());
            Seen later = forms.later(second, Call.READ, keys, missing(12));

            assertThat(later).isEqualTo(waiting);
            assertThat(later.failure()).startsWith("partly").contains("Textless", "SerializationException");
            assertThat(later.failure().contains("WRONGTYPE"))
                    .isEqualTo(kind.isCluster() || kind == Kind.NO_PREFIX || kind == Kind.TIME_TO_IDLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A6 S24 what is written is there, and what cannot be written fails alone")
    void writes(Kind kind) {
        try (BothForms forms = forms(kind)) {
            Object[] values = IntStream.range(0, 12).mapToObj(i -> "new " + i).toArray();
            values[3] = null;
            values[4] = new Textless();
            Object[] keys = keys(12);
            keys[5] = new Textless();

            StoreView first = filled(forms, kind, forms.view());
            Seen waiting = forms.waiting(first, Call.WRITE, keys, values);
            List<Object> written = read(first);
            StoreView second = filled(forms, kind, forms.laterView());
            Seen later = forms.later(second, Call.WRITE, keys, values);

            assertThat(later).isEqualTo(waiting);
            assertThat(read(second)).isEqualTo(written).contains("new 7");
            assertThat(later.failure()).startsWith("partly");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A6 what is evicted is gone, and a key that is none fails alone")
    void evicts(Kind kind) {
        try (BothForms forms = forms(kind)) {
            Object[] keys = keys(8);
            keys[5] = new Textless();

            StoreView first = filled(forms, kind, forms.view());
            Seen waiting = forms.waiting(first, Call.EVICT, keys, missing(0));
            List<Object> left = read(first);
            StoreView second = filled(forms, kind, forms.laterView());
            Seen later = forms.later(second, Call.EVICT, keys, missing(0));

            assertThat(later).isEqualTo(waiting);
            assertThat(read(second)).isEqualTo(left).contains("value 9", BothForms.MISSING);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COPIES_OF_OBJECTS", "COPIES_OF_BYTES"})
    @DisplayName("A4 L3 copies of all keys are read at once, and those of some before the rest")
    void readsCopies(Kind kind) {
        try (BothForms forms = forms(kind)) {
            StoreView view = filled(forms, kind, forms.laterView());
            Object[] three = {1, 2, 3};
            Seen filling = forms.later(view, Call.READ, three, missing(3));
            Object[] values = missing(3);

            assertThat(view.detached(three).readLater(three, values, task -> {
                        throw new AssertionError("resumed");
                    }))
                    .isCompleted();
            Seen some = forms.later(view, Call.READ, keys(5), missing(5));
            Seen all = forms.waiting(view, Call.READ, new Object[] {4, 1}, missing(2));

            assertThat(filling.commands()).isNotEmpty();
            assertThat(values).containsExactly("value 1", "value 2", "value 3");
            assertThat(some.values()).contains("value 1, value 2, value 3, null");
            assertThat(some.statistics()).containsExactly(0L, 5L, 4L, 1L, 0L);
            assertThat(all.commands()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PREFIX", "CLUSTER", "COPIES_OF_OBJECTS", "COPIES_OF_BYTES"})
    @DisplayName("A3 it has the prefix of the thread that has detached it, wherever it begins and goes on")
    void keepsThePrefix(Kind kind) throws Exception {
        ThreadLocal<String> tenant = ThreadLocal.withInitial(() -> "nobody");
        UnaryOperator<RedisCacheConfiguration> tenants =
                configuration -> configuration.computePrefixWith(name -> tenant.get() + ":");
        try (BothForms forms = new BothForms(factory(kind), tenants, 2)) {
            StoreView view = forms.laterView();
            tenant.set("red");
            view.write(keys(9), keys(9));
            StoreView detached = view.detached(keys(9));
            tenant.set("blue");
            Object[] values = missing(9);

            CompletableFuture.supplyAsync(() -> forms.startLater(detached, Call.READ, keys(9), values))
                    .get(9, TimeUnit.SECONDS)
                    .get(9, TimeUnit.SECONDS);

            assertThat(values).containsExactly(keys(9));
            assertThat(read(view)).containsOnly(BothForms.MISSING);
        }
    }

    private StoreView filled(BothForms forms, Kind kind, StoreView view) {
        // Not everything: what levels have announced would be lost, and they would tell that.
        onServer(kind, connection -> Stream.of(keys(12)).forEach(key -> {
            connection.keyCommands().del(bytes("forms::" + key));
            connection.keyCommands().del(bytes("" + key));
        }));
        RedisCaches.changedPastTheLibrary();
        Object[] some = keys(10);
        Object[] values = IntStream.range(0, 10).mapToObj(i -> "value " + i).toArray();
        values[4] = (kind == Kind.NO_NULLS) ? "no null" : null;
        some[0] = "zero";
        view.write(some, values);
        RedisCaches.changedPastTheLibrary();
        forms.converting.clear();
        return view;
    }

    private StoreView spoilt(BothForms forms, Kind kind, StoreView view) {
        StoreView filled = filled(forms, kind, view);
        onServer(kind, connection -> {
            String prefix = (kind == Kind.NO_PREFIX) ? "" : "forms::";
            connection.stringCommands().set(bytes(prefix + 2), bytes("no java object"));
            connection.keyCommands().del(bytes(prefix + 3));
            connection.listCommands().rPush(bytes(prefix + 3), bytes("a list"));
        });
        return filled;
    }

    private void onServer(Kind kind, Consumer<RedisConnection> work) {
        try (RedisConnection connection = factory(kind).getConnection()) {
            work.accept(connection);
        }
    }

    private static List<Object> read(StoreView view) {
        Object[] values = missing(12);
        view.read(keys(12), values);
        return new ArrayList<>(Arrays.asList(values));
    }

    private static Object[] keys(int size) {
        return IntStream.range(0, size).<Object>mapToObj(key -> key).toArray();
    }

    private static Object[] missing(int size) {
        Object[] values = new Object[size];
        Arrays.fill(values, BothForms.MISSING);
        return values;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Has no text to make a key of, and cannot be serialised. */
    private static final class Textless {}
}
