package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.Loaded;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.redis.BothForms.Call;
import io.github.ms100.cacheasmulti.internal.store.redis.BothForms.Seen;
import io.github.ms100.cacheasmulti.redis.HoldingProxy;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.redis.TestRedisCluster;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("A6 changes of a cache with local copies go on later in the order of L6")
class TwoLevelLaterTests {

    private HoldingProxy proxy;

    private LettuceConnectionFactory factory;

    private BothForms forms;

    private StoreView view;

    @BeforeEach
    void connect() throws Exception {
        TestRedis.deleteEverything();
        proxy = new HoldingProxy(TestRedis.port());
        factory = RedisCaches.withLocalLevel(
                TestRedis.lettuce(proxy.port(), Duration.ofSeconds(2)), LocalLevel.Copies.OBJECTS, 1000);
        forms = new BothForms(factory, UnaryOperator.identity(), 1000);
        view = forms.laterView();
    }

    @AfterEach
    void disconnect() throws Exception {
        forms.close();
        RedisCaches.withoutLocalLevel(factory);
        factory.destroy();
        proxy.close();
    }

    @Test
    @DisplayName("L6 announcement, change and message leave together, and then the copies are what was put")
    void putIsOneFlush() {
        proxy.holdRepliesUntilReceived("\r\nPUBLISH\r\n", 1);

        Seen put = forms.later(view, Call.WRITE, keys(20), keys(20));
        Seen read = forms.later(view, Call.READ, keys(20), new Object[20]);

        assertThat(proxy.received()).isEqualTo(1);
        assertThat(put.commands())
                .containsEntry("set", 20L)
                .containsEntry("hincrby", 1L)
                .containsEntry("publish", 1L);
        assertThat(read.values()).isEqualTo(Arrays.toString(keys(20)));
        assertThat(read.commands()).isEmpty();
    }

    @Test
    @DisplayName("L6 from the call on no copy is served of what is evicted, and none when it is done")
    void copiesAreVoidFromTheCallOn() {
        forms.later(view, Call.WRITE, keys(5), keys(5));
        proxy.holdRepliesUntilReceived("never", Integer.MAX_VALUE);
        Object[] found = new Object[5];

        CompletableFuture<Void> evicted = forms.startLater(view, Call.EVICT, keys(5), new Object[0]);
        view.readWithoutServer(keys(5), found);

        assertThat(evicted).isNotDone();
        assertThat(found).containsOnlyNulls();
        proxy.holdRepliesUntilReceived("", 0);
        assertThat(evicted).succeedsWithin(9, TimeUnit.SECONDS);
        assertThat(forms.waiting(view, Call.READ, keys(5), new Object[5]).values())
                .isEqualTo("[null, null, null, null, null]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    @DisplayName("L8 what has been loaded is stored without a message, and kept")
    void loadIsNoChange(int size) {
        StoreView detached = view.detached(keys(size));

        Seen stored = CallScope.storing(
                detached.entries(),
                List.of(keys(size)),
                Loaded.since(begin(view)),
                () -> forms.later(detached, Call.WRITE, keys(size), keys(size)));
        Seen read = forms.later(view, Call.READ, keys(size), new Object[size]);

        assertThat(stored.commands()).containsOnlyKeys("set");
        assertThat(stored.failure()).isEqualTo("null");
        assertThat(read.commands()).isEmpty();
        assertThat(read.values()).isEqualTo(Arrays.toString(keys(size)));
    }

    @Test
    @DisplayName("L8 a load that is overtaken while it is being stored is evicted again")
    void loadThatIsOvertakenIsEvicted() {
        StoreView detached = view.detached(keys(1));
        proxy.holdRepliesUntilReceived("\r\nDEL\r\n", 2);

        CompletableFuture<Void> stored = CallScope.storing(
                detached.entries(),
                List.of(0),
                Loaded.since(begin(view)),
                () -> forms.startLater(detached, Call.WRITE, keys(1), keys(1)));
        CompletableFuture<Void> evicted = forms.startLater(view, Call.EVICT, keys(1), new Object[0]);
        proxy.holdRepliesUntilReceived("", 0);

        assertThat(stored).succeedsWithin(9, TimeUnit.SECONDS);
        assertThat(evicted).succeedsWithin(9, TimeUnit.SECONDS);
        assertThat(TestRedis.keys()).as("nothing but the counts of the channel").hasNumberOfRows(1);
    }

    @Test
    @DisplayName("L14 a change without a reply ends in time, and is made up for")
    void changeWithoutAReplyIsMadeUpFor() {
        forms.later(view, Call.WRITE, keys(5), keys(5));
        proxy.holdRepliesUntilReceived("never", Integer.MAX_VALUE);

        Throwable failure =
                catchThrowable(() -> forms.startLater(view, Call.WRITE, keys(5), new Object[] {9, 9, 9, 9, 9})
                        .get(9, TimeUnit.SECONDS));
        proxy.holdRepliesUntilReceived("", 0);

        assertThat(failure)
                .isInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(QueryTimeoutException.class);
        await("they are evicted").untilAsserted(() -> assertThat(
                        forms.waiting(view, Call.READ, keys(5), new Object[5]).values())
                .isEqualTo("[null, null, null, null, null]"));
    }

    @Test
    @DisplayName("L14 a change with which nobody goes on has ended for others, and is made up for")
    void changeWithWhichNobodyGoesOnIsMadeUpFor() {
        proxy.holdRepliesUntilReceived("never", Integer.MAX_VALUE);
        CompletableFuture<Void> put = view.detached(keys(5)).writeLater(keys(5), keys(5), task -> {
            throw new RejectedExecutionException("closed");
        });
        proxy.holdRepliesUntilReceived("", 0);

        assertThat(catchThrowable(() -> put.get(9, TimeUnit.SECONDS)))
                .hasCauseInstanceOf(RejectedExecutionException.class);
        await("they are evicted").untilAsserted(() -> assertThat(
                        forms.waiting(view, Call.READ, keys(5), new Object[5]).values())
                .isEqualTo("[null, null, null, null, null]"));
    }

    @Test
    @DisplayName("L6 in a cluster each waits for the reply to what was before it, in a thread that may")
    void clusterWaits() {
        LettuceConnectionFactory cluster = new LettuceConnectionFactory(TestRedisCluster.configuration());
        cluster.afterPropertiesSet();
        cluster.start();
        RedisCaches.withLocalLevel(cluster, LocalLevel.Copies.OBJECTS);
        try (BothForms inCluster = new BothForms(cluster, UnaryOperator.identity(), 1000)) {
            StoreView ofCluster = inCluster.laterView();
            Object[] keys = keys(5);

            assertThat(ofCluster.detached(keys).writeLater(keys, keys, Runnable::run))
                    .isNull();
            assertThat(ofCluster.detached(keys).evictLater(keys, Runnable::run)).isNull();
            assertThat(ofCluster.detached(keys).readLater(keys, keys(5), Runnable::run))
                    .isNotNull();
        } finally {
            RedisCaches.withoutLocalLevel(cluster);
            cluster.destroy();
        }
    }

    private static long begin(StoreView view) {
        return ((TwoLevelStore) view).fence.begin();
    }

    private static Object[] keys(int size) {
        return IntStream.range(0, size).<Object>mapToObj(key -> key).toArray();
    }
}
