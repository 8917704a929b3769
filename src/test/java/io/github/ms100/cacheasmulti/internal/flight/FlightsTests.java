package io.github.ms100.cacheasmulti.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.KeysAsTheyAre;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S19 of calls that overlap each key is loaded by one")
class FlightsTests {

    private final Cache cache = new ConcurrentMapCache("cars");

    private final ChangeFeed feed = new ChangeFeed(new KeysAsTheyAre());

    private final Entries entries = feed.entriesOf(cache);

    private final Flights flights = new Flights();

    private final EntryId key = entries.of(1);

    private final Flight first = new Flight(feed.loads().begin(), false);

    private final Flight second = new Flight(feed.loads().begin(), false);

    @Test
    void keyBelongsToTheFirstUntilItLands() {
        assertThat(flights.isEmpty()).isTrue();
        assertThat(flights.claim(key, first)).isSameAs(first);
        assertThat(flights.claim(entries.of(1), second)).isSameAs(first);
        assertThat(flights.claim(entries.of(2), second)).as("of another key").isSameAs(second);
        flights.fail(entries.of(2), second).run();
        assertThat(flights.isEmpty()).isFalse();

        flights.land(key, first, "a").run();

        assertThat(flights.isEmpty()).isTrue();
        assertThat(first.now()).isEqualTo("a");
        assertThat(flights.claim(key, second)).isSameAs(second);
    }

    @Test
    void whoFailsLeavesTheKeyAndNoValue() {
        flights.claim(key, first);

        flights.fail(key, first).run();

        assertThat(flights.isEmpty()).isTrue();
        assertThat(first.now()).isSameAs(Flight.NO_VALUE);
        assertThat(flights.landings()).isZero();
    }

    @Test
    void valueMayBeNull() {
        flights.land(key, first, null).run();

        assertThat(first.now()).isNull();
    }

    @Test
    @DisplayName("S19 a load whose entry has changed since it began is not joined any more, and ends no other")
    void outdatedFlight() {
        flights.claim(key, first);
        feed.announceKey(cache, 1, true).run();
        Flight late = new Flight(feed.loads().begin(), false);

        assertThat(flights.claim(key, late)).isSameAs(late);
        flights.land(key, first, "old").run();

        assertThat(flights.claim(key, second)).isSameAs(late);
        flights.fail(key, first).run();
        assertThat(flights.claim(key, second)).isSameAs(late);
        assertThat(first.now()).as("given to who waits already").isEqualTo("old");
    }

    @Test
    void landingsAreSeenByKey() {
        long before = flights.landings();
        flights.land(key, first, "a").run();
        long after = flights.landings();

        assertThat(after).isEqualTo(before + 1);
        assertThat(flights.landedSince(before, key)).isTrue();
        assertThat(flights.landedSince(after, key)).isFalse();
        long others = IntStream.range(2, 102)
                .filter(other -> flights.landedSince(before, entries.of(other)))
                .count();
        assertThat(others).as("keys that are not told from it").isLessThan(10);
    }

    @Test
    void manyKeysAreToldApart() {
        long before = flights.landings();
        IntStream.range(0, 100)
                .forEach(i -> flights.land(entries.of(i), first, "a").run());

        long others = IntStream.range(100, 10_100)
                .filter(other -> flights.landedSince(before, entries.of(other)))
                .count();

        assertThat(flights.landings()).isEqualTo(before + 100);
        assertThat(others).isLessThan(2_000);
    }

    @Test
    void whoWaitsTooLongGetsNoValue() {
        first.await(key, 0);
        first.await(key, -1);

        assertThat(first.now()).isSameAs(Flight.NO_VALUE);
    }

    @Test
    void valueIsWaitedFor() throws Exception {
        CompletableFuture<Object> waiting = new CompletableFuture<>();
        Thread other = new Thread(() -> {
            first.await(key, Long.MAX_VALUE);
            waiting.complete(first.now());
        });
        other.start();

        flights.land(key, first, "a").run();

        other.join();
        assertThat(waiting).isCompletedWithValue("a");
    }

    @Test
    void whoIsInterruptedIsToldWhichKeyHeWaitedFor() {
        Thread.currentThread().interrupt();

        assertThatIllegalStateException()
                .isThrownBy(() -> first.await(key, Long.MAX_VALUE))
                .withMessageContaining("Interrupted")
                .withMessageContaining("1 of cache 'cars'")
                .withCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }

    @Test
    void thereAreThoseOfTheWholeJvm() {
        assertThat(Flights.inThisJvm()).isSameAs(Flights.inThisJvm()).isNotNull();
        assertThat(List.of(Flights.inThisJvm())).doesNotContain(flights);
    }
}
