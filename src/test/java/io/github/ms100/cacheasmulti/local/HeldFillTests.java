package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.CommandProxy;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("L7 what is read from Redis while it is changed is not served afterwards")
class HeldFillTests {

    private final Callers callers = new Callers();

    private CommandProxy proxy;

    private LocalNode a;

    private LocalNode b;

    @BeforeEach
    void empty() throws Exception {
        TestRedis.deleteEverything();
        proxy = new CommandProxy();
    }

    private void start(RedisClients driver) {
        a = LocalNode.start(driver, proxy);
        b = LocalNode.start();
        b.batches().multiPut(Map.of(1L, "old", 2L, "old"));
        a.awaitReceived(1);
    }

    @AfterEach
    void stop() throws Exception {
        a.close();
        b.close();
        proxy.close();
        callers.close();
    }

    static Stream<Arguments> changes() {
        return Stream.concat(
                Stream.of(Change.values()).map(change -> Arguments.of(RedisClients.LETTUCE, change)),
                Stream.of(Arguments.of(RedisClients.JEDIS, Change.EVICT_OF_A_BATCH)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("L7 a change here while the reply to a fill is under way")
    void changedHereWhileReplyIsHeld(RedisClients driver, Change change) throws Exception {
        start(driver);
        Hold hold = proxy.holdReplyToNext("MGET");
        var fill = callers.start(() -> a.batches().multiGet(List.of(1L, 2L)));
        hold.awaitReached();

        change.make(a);
        hold.release();
        fill.result();

        assertThat(a.cache().get(1L, String.class)).isNotEqualTo("old");
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("L7 a change elsewhere, whose message is handled while the reply to a fill is under way")
    void changedThereWhileReplyIsHeld(RedisClients driver, Change change) throws Exception {
        start(driver);
        Hold hold = proxy.holdReplyToNext("MGET");
        var fill = callers.start(() -> a.batches().multiGet(List.of(1L, 2L)));
        hold.awaitReached();

        change.make(b);
        a.awaitReceived(2);
        hold.release();
        fill.result();

        assertThat(a.cache().get(1L, String.class)).isNotEqualTo("old");
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("L6, L7 a fill, here or elsewhere, after a change has been told of and before it is made")
    void filledBeforeTheChangeIsMade(RedisClients driver, Change change) throws Exception {
        start(driver);
        Hold hold = proxy.holdNext(change.command);
        var changing = callers.start(() -> {
            change.make(a);
            return true;
        });
        hold.awaitReached();

        assertThat(a.batches().multiGet(List.of(1L, 2L))).hasSize(2);
        assertThat(a.cache().get("1", String.class))
                .as("another key of the entry")
                .isEqualTo("old");
        assertThat(b.batches().multiGet(List.of(1L, 2L))).hasSize(2);
        hold.release();
        changing.result();
        b.awaitReceived(1);

        assertThat(a.cache().get(1L, String.class)).isNotEqualTo("old");
        assertThat(a.cache().get("1", String.class)).isNotEqualTo("old");
        assertThat(b.cache().get(1L, String.class)).isNotEqualTo("old");
    }

    /** What a node does, and the command by which it does it. */
    enum Change {
        EVICT("DEL") {
            @Override
            void make(LocalNode node) {
                node.cache().evict(1L);
            }
        },
        EVICT_OF_A_BATCH("DEL") {
            @Override
            void make(LocalNode node) {
                node.batches().multiEvict(List.of(1L, 2L));
            }
        },
        CLEAR("KEYS") {
            @Override
            void make(LocalNode node) {
                node.cache().clear();
            }
        },
        PUT("SET") {
            @Override
            void make(LocalNode node) {
                node.cache().put(1L, "new");
            }
        };

        private final String command;

        Change(String command) {
            this.command = command;
        }

        abstract void make(LocalNode node);
    }
}
