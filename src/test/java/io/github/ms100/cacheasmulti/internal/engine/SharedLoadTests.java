package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.flight.Claims;
import io.github.ms100.cacheasmulti.internal.flight.Flight;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The other calls are played by the test: what they claim and load happens in another thread, at a moment of this call. */
@DisplayName("S19 of overlapping calls each key is loaded by one")
class SharedLoadTests {

    private final Batches batches = new Batches();

    private final FakeView view = new FakeView("cars");

    private final FakeLoader loader = new FakeLoader(element -> "v" + element);

    private final Flights flights = Flights.inThisJvm();

    private final Map<Object, @Nullable Object> given = new HashMap<>();

    private @Nullable Claims others;

    @BeforeEach
    void share() {
        batches.flights = flights;
    }

    @AfterEach
    void nothingIsLeft() {
        TransactionSynchronizationManager.clear();
        TransactionSynchronizationManager.setActualTransactionActive(false);
        assertThat(CallScope.isClaiming()).isFalse();
        assertThat(flights.isEmpty()).isTrue();
    }

    @Test
    void whatOthersLoadIsNotLoadedAgain() throws Throwable {
        Heard heard = new Heard();
        batches.listener = heard;
        othersClaim("k0", "k2");
        loader.meanwhile = () -> othersEnd(Map.of("k0", "theirs", "k2", Flight.NO_VALUE));

        assertThat(read("k0", "k1", "k2")).containsExactly("theirs", "v1", "v2");

        assertThat(loader.asked).containsExactly(List.of(1), List.of(2));
        assertThat(view.entries).containsOnlyKeys("k1", "k2");
        assertThat(heard.events).contains("wait elements=2 taken=1");
    }

    @Test
    void whoWaitsForNobodyTellsOfNoWait() throws Throwable {
        Heard heard = new Heard();
        batches.listener = heard;

        read("k0", "k1");

        assertThat(heard.events).hasSize(3).noneMatch(event -> event.startsWith("wait"));
    }

    @Test
    void valueIsGivenToThoseWhoWait() throws Throwable {
        loader.meanwhile = () -> othersClaim("k0", "k1");

        read("k0", "k1");

        assertThat(othersAreGiven("k0", "k1")).containsExactly("v0", "v1");
    }

    @Test
    void valueThatIsNotToBeStoredIsGivenToNobody() throws Throwable {
        loader.meanwhile = () -> othersClaim("k0", "k1", "k2");

        run(3, FakeRules.keys("k0", "k1", "k2").unless("v1"::equals).condition(element -> !element.equals(2)));

        assertThat(othersAreGiven("k0", "k1", "k2")).containsExactly("v0", Flight.NO_VALUE, "left");
    }

    @Test
    void nullThatIsRefusedIsGivenToNobody() throws Throwable {
        view.refusesNull = true;
        FakeLoader nothing = new FakeLoader(element -> null);
        nothing.meanwhile = () -> othersClaim("k0");

        batches.run(1, nothing, batches.read(1, FakeRules.keys("k0"), view));

        assertThat(othersAreGiven("k0")).containsExactly(Flight.NO_VALUE);
    }

    @Test
    void failureIsGivenToNobody() {
        loader.meanwhile = () -> othersClaim("k0");
        loader.failing.add(0);

        assertThatThrownBy(() -> read("k0")).isSameAs(loader.failure);

        assertThat(othersAreGiven("k0")).containsExactly(Flight.NO_VALUE);
    }

    @Test
    void missingIsToldToThoseWhoWait() throws Throwable {
        FakeLoader nothing = new FakeLoader(element -> BatchExecution.ABSENT);
        nothing.meanwhile = () -> othersClaim("k0");

        batches.run(1, nothing, batches.read(1, FakeRules.keys("k0"), view));

        assertThat(othersAreGiven("k0")).containsExactly(new Flight.Missing(0));
    }

    @Test
    void missingIsTakenForTheVeryElementOnly() throws Throwable {
        othersClaim("k0", "k1", "k2");
        loader.meanwhile =
                () -> othersEnd(Map.of("k0", new Flight.Missing(0), "k1", new Flight.Missing(0), "k2", "theirs"));

        assertThat(read("k0", "k1", "k2", "k3")).containsExactly(BatchExecution.ABSENT, "v1", "theirs", "v3");

        assertThat(loader.asked).containsExactly(List.of(3), List.of(1));
    }

    @Test
    void nullIsTakenWhereItCanBeHeld() throws Throwable {
        for (boolean refuses : List.of(false, true)) {
            FakeView own = new FakeView("own");
            own.refusesNull = refuses;
            Step step = batches.read(2, FakeRules.keys("k0", "k1"), own);
            claim(own, "k0");
            loader.meanwhile = () -> {
                given.put("k0", null);
                end();
            };

            assertThat(batches.run(2, loader, step)[0]).isEqualTo(refuses ? "v0" : null);
            loader.meanwhile = () -> {};
        }
    }

    @Test
    void whoHasWaitedSoLongLoadsForHimself() throws Throwable {
        batches.waitLimit = Duration.ZERO;
        othersClaim("k0");

        assertThat(read("k0", "k1")).containsExactly("v0", "v1");

        assertThat(loader.asked).containsExactly(List.of(1), List.of(0));
        othersEnd(Map.of());
    }

    @Test
    void claimedKeyThatLandedMeanwhileIsLookedUpAgain() throws Throwable {
        Heard heard = new Heard();
        batches.listener = heard;
        // Between lookup and claim: when the second cache is asked, the first has been.
        FakeView late = new FakeView("late") {
            @Override
            public void read(Object[] keys, @Nullable Object[] values) {
                super.read(keys, values);
                if (view.entries.isEmpty()) {
                    othersClaim("k0");
                    view.entries.put("k0", "theirs");
                    othersEnd(Map.of("k0", "theirs"));
                }
            }
        };

        Step step = batches.read(2, FakeRules.keys("k0", "k1"), view, late);
        assertThat(batches.run(2, loader, step)).containsExactly("theirs", "v1");

        assertThat(loader.asked).containsExactly(List.of(1));
        assertThat(view.calls).containsExactly("read [k0, k1]", "read [k0]", "write [k1]");
        assertThat(heard.events).contains("lookup keys=1 hits=1 failures=0 again");
    }

    @Test
    void whoPutsDoesNotShare() throws Throwable {
        othersClaim("k0");

        batches.run(
                1, loader, batches.read(1, FakeRules.keys("k0"), view), batches.write(1, FakeRules.keys("k0"), view));

        assertThat(loader.asked).hasSize(1);
        othersEnd(Map.of());
    }

    @Test
    void whoSkipsTheLookupDoesNotShare() throws Throwable {
        othersClaim("k0");

        batches.run(1, loader, batches.skippingRead(1, FakeRules.keys("k0"), view));

        assertThat(loader.asked).hasSize(1);
        othersEnd(Map.of());
    }

    @Test
    void inATransactionThatMayWriteWhatWaitsForTheCommitIsNotShared() throws Throwable {
        othersClaim("k0");
        batches.cachesWaitForCommit = true;
        TransactionSynchronizationManager.setActualTransactionActive(true);

        read("k0");

        assertThat(loader.asked).hasSize(1);
        othersEnd(Map.of());
    }

    @Test
    void inATransactionWhatDoesNotWaitIsShared() throws Throwable {
        othersClaim("k0");
        TransactionSynchronizationManager.setActualTransactionActive(true);
        loader.meanwhile = () -> othersEnd(Map.of("k0", "theirs"));

        assertThat(read("k0", "k1")).containsExactly("theirs", "v1");
    }

    @Test
    void outsideOfATransactionWhatWaitsForTheCommitIsShared() throws Throwable {
        othersClaim("k0");
        batches.cachesWaitForCommit = true;
        loader.meanwhile = () -> othersEnd(Map.of("k0", "theirs"));

        assertThat(read("k0", "k1")).containsExactly("theirs", "v1");
    }

    @Test
    @DisplayName("S6 what the method may not be asked for is not shared")
    void lookalikesAreNotShared() throws Throwable {
        othersClaim("k1");
        loader.lookalikes = Lookalikes.of(new int[] {0, 0});

        assertThat(read("k0", "k1")).containsExactly("v0", "v1");
        othersEnd(Map.of());
    }

    @Test
    @DisplayName("S16 who shares a key with an element that is given its value takes that")
    void sharedKeyOfAnElementThatWaits() throws Throwable {
        othersClaim("k0");
        loader.meanwhile = () -> othersEnd(Map.of("k0", "theirs"));

        assertThat(read("k0", "k1", "k0")).containsExactly("theirs", "v1", "theirs");

        assertThat(loader.asked).containsExactly(List.of(1));
    }

    @Test
    @DisplayName("S16 who waits is given what is stored under the key, whoever was loaded for it")
    void holderOfASharedKey() throws Throwable {
        loader.meanwhile = () -> {
            if (others == null) {
                othersClaim("k0", "k1");
            }
        };

        run(3, FakeRules.keys("k0", "k0", "k1").unless("v0"::equals));

        assertThat(othersAreGiven("k0", "k1")).containsExactly("v1", "v2");
    }

    @Test
    @DisplayName("S16 who shares a key with an element that nobody loaded is loaded with it")
    void sharedKeyOfAnElementThatOthersFail() throws Throwable {
        othersClaim("k0");
        loader.meanwhile = () -> othersEnd(Map.of());

        assertThat(run(3, FakeRules.keys("k0", "k1", "k0").unless("v0"::equals)))
                .containsExactly("v0", "v1", "v2");

        assertThat(loader.asked.get(0)).containsExactly(1);
        assertThat(loader.asked.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2);
    }

    private Object[] read(Object... keys) throws Throwable {
        return run(keys.length, FakeRules.keys(keys));
    }

    private Object[] run(int count, FakeRules rules) throws Throwable {
        return batches.run(count, loader, batches.read(count, rules, view));
    }

    private final Map<Object, Integer> staked = new HashMap<>();

    private void othersClaim(Object... keys) {
        claim(view, keys);
    }

    private void claim(FakeView claimed, Object... keys) {
        BatchCache cache = batches.cache(claimed);
        int[] indexes = new int[keys.length];
        Arrays.setAll(indexes, i -> i);
        Claims claims =
                new Claims(flights, flights.landings(), batches.feed.loads().begin());
        others = claims;
        staked.clear();
        Elsewhere.run(() -> claims.stake(indexes, i -> cache.shared(keys[i])));
        for (int i : indexes) {
            staked.put(keys[i], i);
        }
    }

    /** Ends the claims of the others; what is not named has failed. */
    private void othersEnd(Map<String, Object> values) {
        given.putAll(values);
        end();
    }

    private void end() {
        Claims claims = others;
        others = null;
        if (claims != null) {
            Map<Integer, @Nullable Object> byIndex = new HashMap<>();
            given.forEach((key, value) -> byIndex.put(staked.get(key), value));
            Elsewhere.run(() -> claims.end(i -> byIndex.containsKey(i) ? byIndex.get(i) : Flight.NO_VALUE));
        }
    }

    /** Returns what others got that claimed keys while this call loaded them; "left" for those that they had to load. */
    private Object[] othersAreGiven(Object... keys) {
        Map<Integer, @Nullable Object> taken = new HashMap<>();
        Claims claims = others;
        int[] left = claims.await(
                (i, value) -> {
                    taken.put(i, value);
                    return true;
                },
                Duration.ZERO);
        Elsewhere.run(() -> claims.end(i -> Flight.NO_VALUE));
        Arrays.stream(left).forEach(i -> taken.put(i, Flight.NO_VALUE));
        return Arrays.stream(keys)
                .map(key -> taken.containsKey(staked.get(key)) ? taken.get(staked.get(key)) : "left")
                .toArray();
    }
}
