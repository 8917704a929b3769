package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.redis.BothForms.Call;
import io.github.ms100.cacheasmulti.internal.store.redis.BothForms.Seen;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.lettuce.core.api.async.RedisServerAsyncCommands;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.StringUtils;

@DisplayName(
        "A6 what goes on later ends in time, whatever becomes of the server, and never in a thread of the driver (A5)")
class RedisLaterFailureTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private HoldingProxy proxy;

    private LettuceConnectionFactory factory;

    @BeforeEach
    void connect() throws Exception {
        TestRedis.deleteEverything();
        proxy = new HoldingProxy(TestRedis.port());
        factory = TestRedis.lettuce(proxy.port(), TIMEOUT);
    }

    @AfterEach
    void disconnect() throws Exception {
        factory.destroy();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A6 S24 no reply is the failure by time-out that it is for who waits")
    void timesOut(Call call) {
        try (BothForms forms = new BothForms(factory, UnaryOperator.identity(), 10)) {
            StoreView view = forms.laterView();
            proxy.holdRepliesUntilReceived("never", Integer.MAX_VALUE);

            Throwable waiting = failure(() -> forms.start(view, call, keys(30), keys(30)));
            Throwable later = failure(() -> forms.startLater(view, call, keys(30), keys(30)));

            assertThat(later)
                    .isExactlyInstanceOf(QueryTimeoutException.class)
                    .hasMessage(waiting.getMessage())
                    .hasSameClassAs(waiting);
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("S24 what is not under way when the server stops answering is not sent")
    void givesUp() {
        try (BothForms forms = new BothForms(factory, UnaryOperator.identity(), 1000)) {
            StoreView view = forms.laterView();
            proxy.holdRepliesUntilReceived("\r\nMGET\r\n", Integer.MAX_VALUE);
            long begun = System.nanoTime();

            Throwable later = failure(() -> forms.startLater(view, Call.READ, keys(100_000), keys(100_000)));

            assertThat(later).isExactlyInstanceOf(QueryTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(5));
            assertThat(proxy.received()).isEqualTo(20);
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("A6 a batch of any size goes on part by part")
    void goesOnFromPartToPart() {
        LettuceConnectionFactory patient = TestRedis.lettuce();
        try (BothForms forms = new BothForms(patient, UnaryOperator.identity(), 700)) {
            StoreView view = forms.laterView();
            Object[] keys = keys(45_001);

            Seen written = forms.later(view, Call.WRITE, keys, keys);
            Seen waiting = forms.waiting(view, Call.READ, keys, new Object[keys.length]);
            forms.converting.clear();
            Seen later = forms.later(view, Call.READ, keys, new Object[keys.length]);
            Seen evicted = forms.later(view, Call.EVICT, keys, new Object[0]);

            assertThat(written.failure()).isEqualTo("null");
            assertThat(later).isEqualTo(waiting);
            assertThat(later.values()).isEqualTo(Arrays.toString(keys));
            assertThat(forms.converting)
                    .isSubsetOf(BothForms.RESUMED, Thread.currentThread().getName());
            assertThat(evicted.statistics()).containsExactly(0L, 0L, 0L, 0L, 45_001L);
        } finally {
            patient.destroy();
        }
    }

    @Test
    @DisplayName("A6 a server that goes away under way fails all, as for who waits")
    void serverGoesAway() throws Exception {
        try (BothForms forms = new BothForms(factory, UnaryOperator.identity(), 10)) {
            StoreView view = forms.laterView();
            client("PAUSE", "60000", "WRITE");
            CompletableFuture<Void> later = forms.startLater(view, Call.WRITE, keys(30), keys(30));

            proxy.close();

            assertThat(failure(() -> later)).isInstanceOf(DataAccessException.class);
            Object[] keys = keys(3);
            CompletableFuture<Void> next = view.detached(keys).readLater(keys, keys(3), forms.resumption());
            assertThat(next).as("somebody waits for another connection").isNull();
        } finally {
            client("UNPAUSE");
        }
    }

    private static void client(String... arguments) {
        byte[][] raw = Stream.of(arguments).map(String::getBytes).toArray(byte[][]::new);
        TestRedis.onServer(connection -> connection.execute("CLIENT", raw));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("S23 what the user may not do for many keys is asked key by key, and that is remembered")
    void asksKeyByKey(boolean allowsGet) {
        String[] keys = allowsGet ? new String[] {"~*"} : new String[] {"~forms::?", "~forms::warm-up"};
        LettuceConnectionFactory timid =
                TestRedis.lettuce("timid", StringUtils.concatenateStringArrays(new String[] {"+@all", "-mget"}, keys));
        try (BothForms forms = new BothForms(timid, UnaryOperator.identity(), 7)) {
            StoreView first = forms.view();
            first.write(keys(8), keys(8));
            Seen waiting = forms.waiting(first, Call.READ, keys(20), new Object[20]);
            StoreView second = forms.laterView();
            Seen later = forms.later(second, Call.READ, keys(20), new Object[20]);

            assertThat(later).isEqualTo(waiting);
            assertThat(later.values()).startsWith("[0, 1, 2, 3, 4, 5, 6, 7, null");
            assertThat(forms.later(second, Call.READ, keys(20), new Object[20]))
                    .isEqualTo(forms.waiting(first, Call.READ, keys(20), new Object[20]));
        } finally {
            timid.destroy();
        }
    }

    @Test
    @DisplayName("A5 begun in a thread of the driver, it waits for nothing there and goes on elsewhere")
    void beginsInAThreadOfTheDriver() throws Exception {
        try (BothForms forms = new BothForms(factory, UnaryOperator.identity(), 10)) {
            StoreView view = forms.laterView();
            view.write(keys(5), keys(5));
            forms.converting.clear();
            Object[] values = new Object[5];
            StoreView detached = view.detached(keys(5));

            CompletableFuture<String> began = new CompletableFuture<>();
            CompletableFuture<Void> read = ((RedisServerAsyncCommands<?, ?>)
                            factory.getConnection().getNativeConnection())
                    .clientGetname()
                    .toCompletableFuture()
                    .thenCompose(name -> {
                        began.complete(Thread.currentThread().getName());
                        return detached.readLater(keys(5), values, forms.resumption());
                    });
            read.get(9, TimeUnit.SECONDS);

            assertThat(values).containsExactly(keys(5));
            assertThat(began.get()).isNotEqualTo(BothForms.RESUMED);
            // If the name was there before anybody asked for it, it has begun in the thread of this test.
            assertThat(forms.converting).isNotEmpty().noneMatch(thread -> thread.startsWith("lettuce-"));
        }
    }

    @Test
    @DisplayName("A5 where nobody goes on with it, it fails by that")
    void failsWhereNobodyGoesOn() {
        try (BothForms forms = new BothForms(factory, UnaryOperator.identity(), 10)) {
            StoreView view = forms.laterView();
            proxy.holdRepliesUntilReceived("never", Integer.MAX_VALUE);

            Throwable failure = failure(() -> view.detached(keys(5)).readLater(keys(5), keys(5), task -> {
                throw new RejectedExecutionException("closed");
            }));

            assertThat(failure).isExactlyInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    @DisplayName("A6 without a time-out it goes on when the server answers")
    void hasNoTimeout() throws Exception {
        LettuceConnectionFactory patient = TestRedis.lettuce(proxy.port(), Duration.ZERO);
        try (BothForms forms = new BothForms(patient, UnaryOperator.identity(), 10)) {
            StoreView view = forms.laterView();
            view.write(keys(5), keys(5));
            proxy.holdRepliesUntilReceived("let them pass", 1);
            Object[] values = new Object[5];

            CompletableFuture<Void> read = forms.startLater(view, Call.READ, keys(5), values);
            assertThat(read).isNotDone();
            proxy.holdRepliesUntilReceived("", 0);

            assertThat(read).succeedsWithin(9, TimeUnit.SECONDS);
            assertThat(values).containsExactly(keys(5));
        } finally {
            patient.destroy();
        }
    }

    private static Throwable failure(Callable<CompletableFuture<Void>> call) {
        Throwable thrown = catchThrowable(() -> call.call().get(60, TimeUnit.SECONDS));
        return (thrown instanceof ExecutionException) ? thrown.getCause() : thrown;
    }

    private static Object[] keys(int size) {
        return IntStream.range(0, size).<Object>mapToObj(key -> key).toArray();
    }
}
