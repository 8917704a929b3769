package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L8 what a load has stored is evicted if a change may have overtaken it")
class MendingTests {

    private static final Subject CARS = new Subject("cars", "cars::");

    private static final Subject BIKES = new Subject("bikes", "bikes::");

    private static final long MAX_UNVALIDATED = 100;

    private final NotingRemote remote = new NotingRemote();

    private final Deque<Runnable> work = new ArrayDeque<>();

    private long now = 1;

    private int compared;

    private final Mending mending = new Mending(work::add, () -> now, MAX_UNVALIDATED, () -> compared++);

    private Stored store(Remote target, Subject subject, String... keys) {
        Stored stored = mending.storing(target, subject, NotingRemote.keys(keys), NotingRemote.hashes(keys));
        mending.stored(stored);
        return stored;
    }

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
    }

    private static Ledger.Comparison sentAt(long time) {
        return new Ledger.Comparison(time, 1);
    }

    private void work() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    @DisplayName("L8 single loads of one cache are corrected together")
    void together() {
        store(remote, CARS, "1");
        store(remote, BIKES, "1b");
        store(remote, CARS, "2");
        store(remote, CARS, "3");

        mending.correctIf(stored -> true);
        work();

        assertThat(remote.evicted).hasSize(2).contains("correct bikes 1b");
        assertThat(remote.evicted)
                .filteredOn(eviction -> eviction.startsWith("correct cars"))
                .singleElement()
                .satisfies(eviction -> assertThat(eviction.split(" ")).contains("1", "2", "3"));
    }

    @Test
    @DisplayName("L8 L9 very many keys are corrected in parts, none of which is told as a clear")
    void parts() {
        List<Integer> sizes = new ArrayList<>();
        Series series = Series.first();
        Remote telling = new Remote() {
            @Override
            public List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
                assertThat(correction).isTrue();
                sizes.add(keys.size());
                long[] hashes = keys.stream().mapToLong(KeyHash::of).toArray();
                assertThat(Message.of(Message.Kind.CORRECTION, series, subject, hashes))
                        .extracting(Message::kind)
                        .containsOnly(Message.Kind.CORRECTION);
                return List.of();
            }

            @Override
            public void clear(Subject subject) {
                throw new AssertionError("nothing is cleared");
            }
        };
        store(telling, CARS, names(40_000));

        mending.correctIf(stored -> true);
        work();

        assertThat(sizes).containsExactly(16_000, 16_000, 8_000);
    }

    @Test
    @DisplayName("L8 two comparisons that were sent after a store confirm it, one does not")
    void confirmed() {
        store(remote, CARS, "1");
        mending.confirm(sentAt(2));
        now = 3;
        store(remote, CARS, "2");
        mending.confirm(sentAt(4));

        mending.correct(NotingRemote.hashes("1", "2"));
        work();

        assertThat(remote.evicted).containsExactly("correct cars 2");
    }

    @Test
    @DisplayName("L8 what was found first and is acted on last confirms nothing")
    void inAnotherOrder() {
        now = 3;
        store(remote, CARS, "1");

        mending.confirm(sentAt(4));
        mending.confirm(sentAt(2));
        mending.correct(NotingRemote.hashes("1"));
        work();

        assertThat(remote.evicted).containsExactly("correct cars 1");
    }

    @Test
    @DisplayName(
            "L8 counts are compared at once if very much is unconfirmed, and nothing is evicted that they may confirm")
    void veryMany() {
        mending.confirm(sentAt(2));
        now = 3;
        store(remote, CARS, names(200_001));
        assertThat(compared).isEqualTo(1);

        now += MAX_UNVALIDATED - 1;
        store(remote, BIKES, "1b");
        work();

        assertThat(compared).isEqualTo(2);
        assertThat(remote.evicted).isEmpty();

        now++;
        mending.confirm(sentAt(now));
        now++;
        mending.confirm(sentAt(now));
        store(remote, BIKES, "2b");

        assertThat(compared).isEqualTo(2);
    }

    @Test
    @DisplayName("L8 of very much that is unconfirmed what has been stored is evicted if nothing is confirmed any more")
    void nothingIsConfirmed() {
        mending.confirm(sentAt(2));
        now = 3;
        store(remote, CARS, names(200_001));
        Stored storing = mending.storing(remote, BIKES, NotingRemote.keys("1b"), NotingRemote.hashes("1b"));

        now += MAX_UNVALIDATED;
        store(remote, BIKES, "2b");
        work();
        assertThat(remote.evicted).hasSize(13).allMatch(eviction -> eviction.startsWith("correct cars"));

        mending.stored(storing);
        mending.correct(NotingRemote.hashes("1b"));
        work();
        assertThat(remote.evicted).hasSize(14).endsWith("correct bikes 1b");
    }

    @Test
    @DisplayName("L8 of a key that two loads store nothing is evicted for the bound while one of them goes on")
    void stillStoring() {
        String[] many = names(200_001);
        Stored first = mending.storing(remote, CARS, NotingRemote.keys("a"), NotingRemote.hashes("a"));
        Stored second = mending.storing(remote, CARS, NotingRemote.keys("a"), NotingRemote.hashes("a"));
        mending.stored(first);

        now += MAX_UNVALIDATED + 1;
        store(remote, BIKES, many);
        store(remote, BIKES, "1");
        mending.stored(second);
        mending.correct(NotingRemote.hashes("a"));
        work();

        assertThat(remote.evicted).contains("correct cars a");
        assertThat(remote.evicted)
                .filteredOn(eviction -> eviction.startsWith("correct cars"))
                .hasSize(1);
    }
}
