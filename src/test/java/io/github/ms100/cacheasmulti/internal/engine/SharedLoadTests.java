package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.flight.Flight;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("S19 of overlapping calls each key is loaded by one")
class SharedLoadTests {

    private final Batches batches = new Batches();

    private final FakeView view = new FakeView("cars");

    private final FakeLoader loader = new FakeLoader(element -> "v" + element);

    private final Flights flights = Flights.inThisJvm();

    private final OtherCall other = new OtherCall(batches);

    @BeforeEach
    void share() {
        batches.flights = flights;
    }

    @AfterEach
    void nothingIsLeft() {
        TransactionSynchronizationManager.clear();
        assertThat(CallScope.isClaiming()).isFalse();
        assertThat(flights.isEmpty()).isTrue();
    }

    @Test
    void whatOthersLoadIsNotLoadedAgain() throws Throwable {
        loader.measured = true;
        other.claims(view, "k0", "k2");
        loader.meanwhile = () -> other.ends(Map.of("k0", "theirs", "k2", Flight.NO_VALUE));

        assertThat(read("k0", "k1", "k2")).containsExactly("theirs", "v1", "v2");

        assertThat(loader.asked).containsExactly(List.of(1), List.of(2));
        assertThat(view.entries).containsOnlyKeys("k1", "k2");
        assertThat(loader.waits).containsExactly("wait elements=2 taken=1");
    }

    @Test
    void limitThatWasReachedIsTold() throws Throwable {
        batches.waitLimit = Duration.ZERO;
        loader.measured = true;
        other.claims(view, "k0");

        read("k0", "k1");
        other.ends(Map.of("k0", "theirs"));

        assertThat(loader.waits).containsExactly("wait elements=1 taken=0 timed out");
    }

    @Test
    void whoWaitsForNobodyTellsOfNoWait() throws Throwable {
        loader.measured = true;

        read("k0", "k1");

        assertThat(loader.waits).isEmpty();
    }

    @Test
    void valueIsGivenToThoseWhoWait() throws Throwable {
        loader.meanwhile = () -> other.claims(view, "k0", "k1");

        read("k0", "k1");

        assertThat(other.given()).containsExactly("v0", "v1");
    }

    @Test
    void valueThatIsNotToBeStoredIsGivenToNobody() throws Throwable {
        loader.meanwhile = () -> other.claims(view, "k0", "k1", "k2");

        run(3, FakeRules.keys("k0", "k1", "k2").unless("v1"::equals).condition(element -> !element.equals(2)));

        assertThat(other.given()).containsExactly("v0", Flight.NO_VALUE, "own");
    }

    @Test
    void nullThatIsRefusedIsGivenToNobody() throws Throwable {
        view.refusesNull = true;
        FakeLoader nothing = new FakeLoader(element -> null);
        nothing.meanwhile = () -> other.claims(view, "k0");

        batches.run(1, nothing, batches.read(1, FakeRules.keys("k0"), view));

        assertThat(other.given()).containsExactly(Flight.NO_VALUE);
    }

    @Test
    void failureIsGivenToNobody() {
        loader.meanwhile = () -> other.claims(view, "k0");
        loader.failing.add(0);

        assertThatThrownBy(() -> read("k0")).isSameAs(loader.failure);

        assertThat(other.given()).containsExactly(Flight.NO_VALUE);
    }

    @Test
    void missingIsToldToThoseWhoWait() throws Throwable {
        FakeLoader nothing = new FakeLoader(element -> BatchExecution.ABSENT);
        nothing.meanwhile = () -> other.claims(view, "k0");

        batches.run(1, nothing, batches.read(1, FakeRules.keys("k0"), view));

        assertThat(other.given()).containsExactly(new Flight.Missing(0));
    }

    @Test
    void missingIsTakenForTheVeryElementOnly() throws Throwable {
        other.claims(view, "k0", "k1", "k2");
        loader.meanwhile =
                () -> other.ends(Map.of("k0", new Flight.Missing(0), "k1", new Flight.Missing(0), "k2", "theirs"));

        assertThat(read("k0", "k1", "k2", "k3")).containsExactly(BatchExecution.ABSENT, "v1", "theirs", "v3");

        assertThat(loader.asked).containsExactly(List.of(3), List.of(1));
    }

    @Test
    void nullIsTakenWhereItCanBeHeld() throws Throwable {
        for (boolean refuses : List.of(false, true)) {
            FakeView own = new FakeView("own");
            own.refusesNull = refuses;
            Step step = batches.read(2, FakeRules.keys("k0", "k1"), own);
            other.claims(own, "k0");
            loader.meanwhile = () -> other.ends(Collections.singletonMap("k0", null));

            assertThat(batches.run(2, loader, step)[0]).isEqualTo(refuses ? "v0" : null);
            loader.meanwhile = () -> {};
        }
    }

    @Test
    void whoHasWaitedSoLongLoadsForHimself() throws Throwable {
        batches.waitLimit = Duration.ZERO;
        other.claims(view, "k0");

        assertThat(read("k0", "k1")).containsExactly("v0", "v1");

        assertThat(loader.asked).containsExactly(List.of(1), List.of(0));
        other.ends(Map.of());
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
                    other.claims(view, "k0");
                    view.entries.put("k0", "theirs");
                    other.ends(Map.of("k0", "theirs"));
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
        other.claims(view, "k0");

        batches.run(
                1, loader, batches.read(1, FakeRules.keys("k0"), view), batches.write(1, FakeRules.keys("k0"), view));

        assertThat(loader.asked).hasSize(1);
        other.ends(Map.of());
    }

    @Test
    void whoSkipsTheLookupDoesNotShare() throws Throwable {
        other.claims(view, "k0");

        batches.run(1, loader, batches.skippingRead(1, FakeRules.keys("k0"), view));

        assertThat(loader.asked).hasSize(1);
        other.ends(Map.of());
    }

    @Test
    void inATransactionThatMayWriteWhatWaitsForTheCommitIsNotShared() throws Throwable {
        other.claims(view, "k0");
        batches.cachesWaitForCommit = true;
        TransactionSynchronizationManager.setActualTransactionActive(true);

        read("k0");

        assertThat(loader.asked).hasSize(1);
        other.ends(Map.of());
    }

    @Test
    void inATransactionWhatDoesNotWaitIsShared() throws Throwable {
        other.claims(view, "k0");
        TransactionSynchronizationManager.setActualTransactionActive(true);
        loader.meanwhile = () -> other.ends(Map.of("k0", "theirs"));

        assertThat(read("k0", "k1")).containsExactly("theirs", "v1");
    }

    @Test
    void outsideOfATransactionWhatWaitsForTheCommitIsShared() throws Throwable {
        other.claims(view, "k0");
        batches.cachesWaitForCommit = true;
        loader.meanwhile = () -> other.ends(Map.of("k0", "theirs"));

        assertThat(read("k0", "k1")).containsExactly("theirs", "v1");
    }

    @Test
    @DisplayName("S6 what the method may not be asked for is not shared")
    void lookalikesAreNotShared() throws Throwable {
        other.claims(view, "k1");
        loader.lookalikes = Lookalikes.of(new int[] {0, 0});

        assertThat(read("k0", "k1")).containsExactly("v0", "v1");
        other.ends(Map.of());
    }

    private Object[] read(Object... keys) throws Throwable {
        return run(keys.length, FakeRules.keys(keys));
    }

    private Object[] run(int count, FakeRules rules) throws Throwable {
        return batches.run(count, loader, batches.read(count, rules, view));
    }
}
