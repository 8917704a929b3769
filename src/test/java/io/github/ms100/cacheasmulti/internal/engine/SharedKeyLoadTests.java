package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.flight.Flight;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S19 of overlapping calls each key is loaded by one, also where elements share it")
class SharedKeyLoadTests {

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
        assertThat(CallScope.isClaiming()).isFalse();
        assertThat(flights.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("S16 who shares a key with an element that is given its value takes that")
    void sharedKeyOfAnElementThatWaits() throws Throwable {
        other.claims(view, "k0");
        loader.meanwhile = () -> other.ends(Map.of("k0", "theirs"));

        assertThat(read("k0", "k1", "k0")).containsExactly("theirs", "v1", "theirs");

        assertThat(loader.asked).containsExactly(List.of(1));
    }

    @Test
    @DisplayName("S16 who waits is given what is stored under the key, whoever was loaded for it")
    void holderOfASharedKey() throws Throwable {
        loader.meanwhile = () -> other.claims(view, "k0", "k1");

        run(3, FakeRules.keys("k0", "k0", "k1").unless("v0"::equals));

        assertThat(other.given()).containsExactly("v1", "v2");
    }

    @Test
    @DisplayName("S16 of a shared key that nothing is stored under others are told only that an element is missing")
    void sharedKeyWithoutAValue() throws Throwable {
        FakeLoader some = new FakeLoader(element -> element.equals(0) ? BatchExecution.ABSENT : "v" + element);
        some.meanwhile = () -> other.claims(view, "k0", "k1");
        FakeRules rules = FakeRules.keys("k0", "k0", "k1", "k1").unless(value -> !"v2".equals(value));

        batches.run(4, some, batches.read(4, rules, view));

        assertThat(other.given()).containsExactly(new Flight.Missing(0), "v2");
    }

    @Test
    @DisplayName("S16 the first element may be the one whose value is stored")
    void firstHolderOfASharedKey() throws Throwable {
        loader.meanwhile = () -> other.claims(view, "k0");

        read("k0", "k0");

        assertThat(other.given()).containsExactly("v0");
    }

    @Test
    @DisplayName("S16 a key that is shared in a later operation is known by that of the first")
    void keySharedInALaterOperation() throws Throwable {
        loader.meanwhile = () -> other.claims(view, "k0", "k1");
        FakeView later = new FakeView("later");

        Object[] values = batches.run(
                2,
                loader,
                batches.read(2, FakeRules.keys("k0", "k1"), view),
                batches.read(2, FakeRules.keys("f0", "f0"), later));

        assertThat(values).containsExactly("v0", "v0");
        // The second element has not been loaded, so its key has not been claimed.
        assertThat(other.given()).containsExactly("v0", "own");
    }

    @Test
    @DisplayName("S16 what others have loaded is stored under their key, not under that of a later operation")
    void keyOfALaterOperationIsNotStored() throws Throwable {
        other.claims(view, "k0");
        loader.meanwhile = () -> other.ends(Map.of("k0", "theirs"));
        FakeView later = new FakeView("later");

        Object[] values = batches.run(
                3,
                loader,
                batches.read(3, FakeRules.keys("k0", "k1", "k2"), view),
                batches.read(3, FakeRules.keys("f0", "f0", "f2"), later));

        assertThat(values).containsExactly("theirs", "v1", "v2");
    }

    @Test
    @DisplayName("S16 who shares a key with an element that nobody loaded is loaded with it")
    void sharedKeyOfAnElementThatOthersFail() throws Throwable {
        other.claims(view, "k0");
        loader.meanwhile = () -> other.ends(Map.of());

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
}
