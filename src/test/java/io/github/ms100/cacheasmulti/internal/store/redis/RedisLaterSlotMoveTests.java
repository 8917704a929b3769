package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.redis.BothForms.Call;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.RedisClusterServers;
import io.github.ms100.cacheasmulti.redis.SlotMove;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Tag("slow")
@DisplayName("A6 what goes on later follows a slot from server to server")
class RedisLaterSlotMoveTests {

    private static final int SIZE = 40;

    private BothForms forms;

    private StoreView view;

    @Test
    @DisplayName(
            "A6 redirected commands are sent anew without waiting, those of a moving slot (ASK) and of one that has moved (MOVED)")
    void followsRedirections() throws Exception {
        try (RedisClusterServers servers = RedisClusterServers.start(2, 0, Duration.ofSeconds(30))) {
            LettuceConnectionFactory factory =
                    RedisClients.lettuce(servers.configuration(), Duration.ofMinutes(1), client -> {});
            try (BothForms opened = new BothForms(factory, UnaryOperator.identity(), 1000)) {
                forms = opened;
                view = opened.laterView();
                followThrough(servers, new SlotMove(servers, SlotHash.getSlot("forms::{moving}0")));
            } finally {
                factory.destroy();
            }
        }
    }

    private void followThrough(RedisClusterServers servers, SlotMove move) throws Exception {
        Object[] values = values("old");
        call(Call.WRITE, values);

        move.begin();
        move.keys(movingKeys(0, SIZE / 2));
        assertThat(call(Call.READ, new Object[SIZE])).containsExactly(values);
        Object[] changed = values("new");
        call(Call.WRITE, changed);
        assertThat(call(Call.READ, new Object[SIZE])).containsExactly(changed);
        assertThat(servers.errors(move.from(), "ASK")).isPositive();

        move.keys(movingKeys(SIZE / 2, SIZE));
        move.end();
        assertThat(call(Call.READ, new Object[SIZE])).containsExactly(changed);
        call(Call.EVICT, new Object[SIZE]);
        assertThat(call(Call.READ, new Object[SIZE])).containsOnlyNulls();
    }

    private Object[] call(Call call, Object[] values) throws Exception {
        Object[] keys =
                IntStream.range(0, SIZE).mapToObj(key -> "{moving}" + key).toArray();
        Object[] taking = Arrays.copyOf(values, values.length);
        forms.startLater(view, call, keys, taking).get(60, TimeUnit.SECONDS);
        return taking;
    }

    private static Object[] values(String kind) {
        return IntStream.range(0, SIZE).mapToObj(key -> kind + " " + key).toArray();
    }

    private static List<String> movingKeys(int start, int end) {
        return IntStream.range(start, end)
                .mapToObj(key -> "forms::{moving}" + key)
                .toList();
    }
}
