package io.github.ms100.cacheasmulti.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.KeysAsTheyAre;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S19 a call loads what it has claimed, and waits for the others holding nothing")
class ClaimsTests {

    private static final int[] WANTED = {0, 1, 2};

    private final ChangeFeed feed = new ChangeFeed(new KeysAsTheyAre());

    private final Entries entries = feed.entriesOf(new ConcurrentMapCache("cars"));

    private final Flights flights = new Flights();

    private final Claims claims = claims();

    private final Map<Integer, Object> taken = new HashMap<>();

    @AfterEach
    void nothingIsLeft() {
        assertThat(CallScope.isClaiming()).isFalse();
        assertThat(flights.isEmpty()).isTrue();
    }

    @Test
    void whatNobodyLoadsIsClaimed() {
        int[] own = claims.stake(WANTED, this::key, true);

        assertThat(own).containsExactly(0, 1, 2);
        assertThat(claims.awaited()).isZero();
        assertThat(CallScope.isClaiming()).isTrue();
        claims.end(index -> "v");
        claims.await(null);
        assertThat(claims.take(this::take)).isEmpty();
    }

    @Test
    void whatNobodyCanKnowIsLoadedAndNotClaimed() {
        assertThat(claims.stake(WANTED, index -> null, true)).containsExactly(0, 1, 2);

        assertThat(flights.isEmpty()).isTrue();
        assertThat(CallScope.isClaiming()).as("holds nothing").isFalse();
        claims.end(index -> "v");
    }

    @Test
    void whatOthersLoadIsTakenFromThem() {
        Claims others = claims();
        elsewhere(() -> others.stake(new int[] {0, 2}, this::key, true));

        assertThat(claims.stake(WANTED, this::key, true)).containsExactly(1);
        assertThat(claims.awaited()).isEqualTo(2);
        claims.end(index -> "mine");
        elsewhere(() -> others.end(index -> (index == 0) ? "theirs" : null));

        claims.await(null);
        assertThat(claims.take(this::take)).isEmpty();
        assertThat(taken).containsEntry(0, "theirs").containsEntry(2, null).hasSize(2);
    }

    @Test
    void whatOthersFailToLoadOrCannotGiveIsLeft() {
        Claims others = claims();
        elsewhere(() -> others.stake(WANTED, this::key, true));
        assertThat(claims.stake(WANTED, this::key, true)).isEmpty();
        claims.end(index -> "none");
        elsewhere(() -> others.end(index -> (index == 0) ? Flight.NO_VALUE : "v" + index));

        claims.await(null);
        int[] left = claims.take((index, value) -> index == 2 && take(index, value));

        assertThat(left).containsExactly(0, 1);
        assertThat(taken).isEqualTo(Map.of(2, "v2"));
        assertThat(flights.landings()).as("two have landed").isEqualTo(2);
    }

    @Test
    void whoHasClaimedWaitsForNobody() {
        Claims others = claims();
        elsewhere(() -> others.stake(new int[] {0}, this::key, true));
        Claims nested = claims();

        claims.stake(new int[] {1}, this::key, true);
        int[] own = nested.stake(WANTED, this::key, true);
        nested.end(index -> "nested");
        claims.end(index -> "outer");

        assertThat(own).containsExactly(0, 1, 2);
        assertThat(nested.awaited()).isZero();
        elsewhere(() -> others.end(index -> "theirs"));
    }

    @Test
    void whoHasWaitedForSoLongLoadsForHimself() {
        Claims others = claims();
        elsewhere(() -> others.stake(WANTED, this::key, true));
        claims.stake(WANTED, this::key, true);
        claims.end(index -> "none");

        claims.await(Duration.ofMillis(1));
        int[] left = claims.take(this::take);

        assertThat(left).containsExactly(0, 1, 2);
        elsewhere(() -> others.end(index -> "v"));
    }

    @Test
    void whoWaitsGetsWhatIsLoadedInTime() {
        Claims others = claims();
        elsewhere(() -> others.stake(WANTED, this::key, true));
        claims.stake(WANTED, this::key, true);
        claims.end(index -> "none");
        Thread waiting = Thread.currentThread();
        CompletableFuture<Void> landing = CompletableFuture.runAsync(() -> {
            Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            others.end(index -> "v");
        });

        claims.await(Duration.ofHours(1));

        assertThat(claims.take(this::take)).isEmpty();
        assertThat(landing).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void limitMayBeLongerThanTimeCanBeCounted() {
        for (Duration limit : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofNanos(Long.MAX_VALUE))) {
            Claims others = claims();
            elsewhere(() -> others.stake(WANTED, this::key, true));
            Claims waiting = claims();
            waiting.stake(WANTED, this::key, true);
            waiting.end(index -> "none");
            elsewhere(() -> others.end(index -> "v"));

            waiting.await(limit);
            assertThat(waiting.take(this::take)).isEmpty();
        }
    }

    @Test
    void valueThatIsThereIsTakenWithoutTime() {
        Claims others = claims();
        elsewhere(() -> others.stake(WANTED, this::key, true));
        claims.stake(WANTED, this::key, true);
        claims.end(index -> "none");
        elsewhere(() -> others.end(index -> "v"));

        claims.await(Duration.ZERO);
        assertThat(claims.take(this::take)).isEmpty();
    }

    @Test
    void onlyClaimedKeysThatLandedMeanwhileAreLookedUpAgain() {
        Claims early = claims();
        List<Integer> landed = new ArrayList<>();
        Claims others = claims();
        elsewhere(() -> {
            others.stake(new int[] {0, 1}, this::key, true);
            others.end(index -> (index == 0) ? "v" : Flight.NO_VALUE);
        });

        early.stake(WANTED, this::key, true);
        for (int index : early.landedMeanwhile()) {
            landed.add(index);
        }
        early.end(index -> "v");

        assertThat(landed).containsExactly(0);
    }

    private Claims claims() {
        return new Claims(flights, flights.landings(), feed.loads().begin(), false);
    }

    private @Nullable EntryId key(int index) {
        return entries.of(index);
    }

    private boolean take(int index, @Nullable Object value) {
        taken.put(index, value);
        return true;
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }
}
