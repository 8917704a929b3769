package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("L9, L10, L11 what is told, in what form, and how it is heard")
class MessageTests {

    private static final byte[] CHANNEL = bytes("cache-as-multi");

    /** Which byte of a message says of what kind it is. */
    private static final int KIND = 1;

    private static final byte NOTHING = 5;

    private final Queue<byte[]> heard = new ConcurrentLinkedQueue<>();

    private LettuceConnectionFactory listening;

    private RedisConnection subscription;

    private LocalNode a;

    private LocalNode b;

    @BeforeEach
    void start() {
        TestRedis.deleteEverything();
        listening = TestRedis.lettuce();
        subscription = listening.getConnection();
        subscription.subscribe((message, pattern) -> hear(message.getBody()), CHANNEL);
        a = LocalNode.start();
        b = LocalNode.start();
    }

    /** Hears what tells of changes: nodes say as well that they are there. */
    private void hear(byte[] message) {
        if (message.length > KIND && message[KIND] != NOTHING) {
            heard.add(message);
        }
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        subscription.close();
        listening.destroy();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "1001, 1000 1", "16000, 1000 1000 1000", "16001, 0"})
    @DisplayName("L9 at most 1,000 keys each, and one clear for more than 16 of them")
    void sizes(int keys, String first) {
        a.batches().multiEvict(LongStream.range(0, keys).boxed().toList());
        b.awaitReceived((keys > 16_000) ? 1 : (keys + 999) / 1000);

        List<Integer> sizes =
                b.events().messages.stream().map(BatchListener.Message::keys).toList();
        List<Integer> expected =
                Stream.of(first.split(" ")).map(Integer::valueOf).toList();
        assertThat(sizes).startsWith(expected.toArray(Integer[]::new));
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo((keys > 16_000) ? 0 : keys);
        assertThat(heard).allMatch(message -> message.length < 64 * 1024);
    }

    @Test
    @DisplayName("L9 loads, reads and empty batches tell nothing; puts, evicts of what is nowhere, and @CacheResult do")
    void whatIsTold() {
        LocalCars cars = a.cars();
        cars.find(List.of(1L, 2L));
        cars.find(3L);
        cars.find(3L);
        b.cars().find(List.of(1L, 2L, 3L));
        cars.remove(List.of());
        a.batches().multiEvict(List.of());
        a.batches().multiPut(Map.of());
        a.cache().get("by hand", () -> "loaded");
        assertThat(a.events().messages).isEmpty();

        cars.put(4L, "four");
        cars.remove(5L);
        cars.findByStandard(6L);
        cars.removeAll();
        b.awaitReceived(4);

        assertThat(a.events().messages).extracting(BatchListener.Message::keys).containsExactly(1, 1, 1, 0);
        assertThat(b.events().sent()).isZero();
        await().until(() -> heard.size() == 4);
    }

    @Test
    @DisplayName("L9, L15 evict of a key that only another node holds")
    void keyThatOnlyTheOtherHolds() {
        b.cache().put(1L, "one");
        b.batches().multiPut(Map.of(2L, "two", 3L, "three"));
        TestRedis.onServer(connection -> connection.keyCommands().del(bytes("cars::1"), bytes("cars::2")));
        assertThat(b.localHits(() -> b.batches().multiGet(List.of(1L, 2L, 3L)))).isEqualTo(3);

        a.cache().evict(1L);
        a.batches().multiEvict(List.of(2L));
        b.awaitReceived(2);

        assertThat(b.batches().multiGet(List.of(1L, 2L, 3L))).containsOnlyKeys(3L);
    }

    @Test
    @DisplayName("L10 no values, and nothing of Java's serialization")
    void form() {
        a.cache().put("key of a car", "value of a car");
        b.awaitReceived(1);
        await().until(() -> !heard.isEmpty());

        String message = new String(heard.element(), StandardCharsets.ISO_8859_1);
        assertThat(message).contains("cars").doesNotContain("value", "key", "java", "\u00ac\u00ed");
        assertThat(message.charAt(0)).isEqualTo('\1');
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("text", (Change) message -> bytes("hello")),
                Arguments.of("nothing", (Change) message -> new byte[0]),
                Arguments.of("another version", (Change) message -> {
                    byte[] changed = message.clone();
                    changed[0]++;
                    return changed;
                }),
                Arguments.of("cut off", (Change) message -> Arrays.copyOf(message, message.length - 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    @DisplayName("L10 what cannot be read is a gap")
    void unreadable(String name, Change change) {
        a.cache().put(1L, "one");
        b.awaitReceived(1);
        assertThat(b.cache().get(1L, String.class)).isEqualTo("one");
        int gaps = b.events().gaps;
        await().until(() -> !heard.isEmpty());

        publish(List.of(change.of(heard.element())));
        await().until(() -> b.events().gaps > gaps);

        assertThat(b.localHits(() -> b.cache().get(1L))).isZero();
        assertThat(b.localHits(() -> b.cache().get(1L))).isOne();
    }

    @Test
    @DisplayName("L11 own messages change nothing; messages are handled by one thread of the library")
    void ownMessages() {
        List<String> threads = new ArrayList<>();
        a.events().onReceived = message -> threads.add(Thread.currentThread().getName());
        a.cache().put(1L, "one");
        b.cache().put(2L, "two");
        b.cache().put(3L, "three");
        a.awaitReceived(2);

        assertThat(a.localHits(() -> a.cache().get(1L))).isOne();
        assertThat(threads).hasSize(2).allMatch(thread -> thread.startsWith("cache-as-multi-receive-"));
        assertThat(threads.get(0)).isEqualTo(threads.get(1));
    }

    @Test
    @DisplayName("L11 more messages than can wait are a gap, of which the thread that handles them tells")
    void overflow() {
        a.cache().put(1L, "one");
        b.awaitReceived(1);
        assertThat(b.cache().get(1L, String.class)).isEqualTo("one");
        Hold hold = new Hold();
        b.events().onReceived = message -> hold.here();
        a.cache().put(2L, "two");
        hold.awaitReached();
        await().until(() -> !heard.isEmpty());

        b.events().tellersOfGaps.clear();
        // Far more than wait: the node may hear them later than this test.
        publish(Collections.nCopies(30_000, heard.element()));
        await().until(() -> heard.size() > 30_000);
        hold.release();
        await().until(() ->
                b.events().tellersOfGaps.stream().anyMatch(teller -> teller.startsWith("cache-as-multi-receive-")));
        assertThat(b.events().tellersOfGaps).noneMatch(teller -> teller.startsWith("lettuce-"));

        await().until(() -> b.localHits(() -> b.cache().get(1L)) == 1);
        a.cache().put(1L, "new");
        await().until(() -> "new".equals(b.cache().get(1L, String.class)));
    }

    private static void publish(List<byte[]> messages) {
        TestRedis.onServer(connection -> {
            connection.openPipeline();
            messages.forEach(message -> connection.publish(CHANNEL, message));
            return connection.closePipeline();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Change {
        byte[] of(byte[] message);
    }
}
