package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.store.redis.local.KeyHash;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Mending;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Remote;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Subject;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import io.lettuce.core.ReadFrom;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("L15 a node of one server")
class LocalServerTests {

    private static final Subject CARS = new Subject("cars", "cars::");

    /** The end of a subscription is heard of in a thread of the driver: sometimes too late to do anything. */
    private static final int OFTEN = 20;

    /** How many keys each eviction has had. */
    private final List<Integer> evicted = new CopyOnWriteArrayList<>();

    private final Remote remote = new Remote() {
        @Override
        public List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
            evicted.add(keys.size());
            return List.of();
        }

        @Override
        public void clear(Subject subject) {
            throw new AssertionError("nothing is cleared");
        }
    };

    private void load(Mending mending, int count) {
        List<byte[]> keys = IntStream.range(0, count)
                .mapToObj(number ->
                        ByteBuffer.allocate(Integer.BYTES).putInt(number).array())
                .toList();
        mending.stored(mending.storing(
                remote, CARS, keys, keys.stream().mapToLong(KeyHash::of).toArray()));
    }

    @Test
    @DisplayName("L15 what a node that reads from replicas loads is not evicted, however much it is")
    void readsFromReplicas() {
        LettuceConnectionFactory connections = RedisClients.lettuce(
                TestRedis.configuration(TestRedis.port()),
                Duration.ofMinutes(1),
                client -> client.readFrom(ReadFrom.REPLICA_PREFERRED));
        LocalLevel.Settings settings = new LocalLevel.Settings(
                "cache-as-multi",
                Duration.ofNanos(1),
                Duration.ofNanos(2),
                Map.of(),
                RedisMaxBatchSize.DEFAULT,
                false,
                () -> BatchListener.NO_OP);
        try (LocalServer server = new LocalServer(connections, settings)) {
            server.open();
            Mending mending = server.node().mending();

            load(mending, 200_001);
            load(mending, 2);
            mending.evictLater(remote, CARS, List.of(new byte[] {1}));

            await().until(() -> evicted.contains(1));
            assertThat(evicted).containsExactly(1);
        } finally {
            connections.destroy();
        }
    }

    @Test
    @DisplayName("L8, L12 who ends has missed nothing by that, and takes nothing back that it has loaded")
    void ends() {
        LettuceConnectionFactory connections = TestRedis.lettuce();
        AtomicBoolean validated = new AtomicBoolean();
        List<String> gaps = new CopyOnWriteArrayList<>();
        BatchListener listener = new BatchListener() {
            @Override
            public void onValidated(String channel, Duration time) {
                validated.set(true);
            }

            @Override
            public void onGap(String channel) {
                gaps.add(channel);
            }
        };
        LocalLevel.Settings settings = new LocalLevel.Settings(
                "channel of one that ends",
                Duration.ofDays(1),
                Duration.ofDays(2),
                Map.of(),
                RedisMaxBatchSize.DEFAULT,
                false,
                () -> listener);
        try {
            for (int time = 0; time < OFTEN; time++) {
                validated.set(false);
                try (LocalServer server = new LocalServer(connections, settings)) {
                    server.open();
                    await().untilTrue(validated);
                    gaps.clear();
                    load(server.node().mending(), 3);
                }
                assertThat(gaps).isEmpty();
                assertThat(evicted).isEmpty();
            }
        } finally {
            connections.destroy();
        }
    }
}
