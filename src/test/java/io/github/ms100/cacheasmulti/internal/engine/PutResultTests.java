package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S11 where a result may be incomplete, or cannot be told apart, a put evicts what it cannot replace")
class PutResultTests {

    private final Batches batches = new Batches();

    private final FakeView view = new FakeView("cars");

    private final FakeView other = new FakeView("other");

    private final FakeLoader loader = new FakeLoader(element -> element.equals(1) ? null : "v" + element);

    @BeforeEach
    void fill() {
        for (Object key : List.of("k0", "k1", "k2")) {
            view.entries.put(key, "old");
        }
    }

    @Test
    void whatIsNotRecordedAsMissingIsEvicted() throws Throwable {
        loader.unmatched = true;

        assertThat(put(FakeRules.keys("k0", "k1", "k2"))).containsExactly("v0", BatchExecution.ABSENT, "v2");

        assertThat(view.calls).containsExactly("write [k0, k2]", "evict [k1]");
        assertThat(other.calls).containsExactly("write [k0, k2]", "evict [k1]");
    }

    @Test
    void whatIsMissingForSureIsStored() throws Throwable {
        put(FakeRules.keys("k0", "k1", "k2"));

        assertThat(view.calls).containsExactly("write [k0, k1, k2]");
    }

    @Test
    void keyThatIsStoredForAnotherElementIsNotEvicted() throws Throwable {
        loader.unmatched = true;

        put(FakeRules.keys("k0", "k0", "k2"));

        assertThat(view.calls).containsExactly("write [k0, k2]");
    }

    @Test
    void elementThatIsExcludedIsNotEvicted() throws Throwable {
        loader.unmatched = true;

        put(FakeRules.keys("k0", "k1", "k2").condition(element -> !element.equals(1)));

        assertThat(view.calls).containsExactly("write [k0, k2]");
    }

    @Test
    void elementWhoseConditionNeedsTheResultIsEvicted() throws Throwable {
        loader.unmatched = true;

        put(FakeRules.keys("k0", "k1", "k2").conditionOfResult("v2"::equals));

        assertThat(view.calls).containsExactly("write [k2]", "evict [k1]");
    }

    @Test
    void keyThatNeedsTheResultIsNotKnownToEvict() throws Throwable {
        loader.unmatched = true;
        FakeRules rules = FakeRules.keys("k0", "k1", "k2");
        rules.keyOfResult = length -> "r" + length;

        put(rules);

        assertThat(view.calls).containsExactly("write [r2]");
        assertThat(view.entries).containsEntry("r2", "v2");
    }

    @Test
    @DisplayName("S6 of lookalikes none is stored, and their keys are evicted")
    void lookalikes() throws Throwable {
        loader.lookalikesOfLoad = Lookalikes.of(new int[] {0, 1, 0});

        put(FakeRules.keys("k0", "k1", "k2"));

        assertThat(view.calls).containsExactly("write [k1]", "evict [k0, k2]");
        assertThat(other.calls).containsExactly("write [k1]", "evict [k0, k2]");
    }

    @Test
    @DisplayName("S6 nothing is stored under the key of a lookalike")
    void keyOfALookalike() throws Throwable {
        loader.lookalikesOfLoad = Lookalikes.of(new int[] {0, 1, 0});

        put(FakeRules.keys("k0", "k0", "k2"));

        assertThat(view.calls).containsExactly("evict [k0, k2]");
    }

    @Test
    @DisplayName("S6 lookalikes that take no part are not evicted")
    void excludedLookalikes() throws Throwable {
        loader.lookalikesOfLoad = Lookalikes.of(new int[] {0, 1, 0});

        put(FakeRules.keys("k0", "k1", "k2").condition(element -> element.equals(2)));

        assertThat(view.calls).containsExactly("evict [k2]");
    }

    @Test
    @DisplayName("S6 the key of a lookalike that needs a result is evicted where there is one")
    void lookalikesWithKeysOfTheResult() throws Throwable {
        loader.unmatched = true;
        loader.lookalikesOfLoad = Lookalikes.of(new int[] {0, 0, 0});
        FakeRules rules = FakeRules.keys("k0", "k1", "k2");
        rules.keyOfResult = length -> "r" + length;

        put(rules);

        assertThat(view.calls).containsExactly("evict [r2]");
    }

    @Test
    @DisplayName("S6 lookalikes without a value are evicted too")
    void missingLookalikes() throws Throwable {
        loader.unmatched = true;
        loader.lookalikesOfLoad = Lookalikes.of(new int[] {0, 1, 1});

        put(FakeRules.keys("k0", "k1", "k2"));

        assertThat(view.calls).startsWith("write [k0]", "evict [k1, k2]");
        assertThat(view.entries).containsOnlyKeys("k0");
    }

    @Test
    @DisplayName("S6 in a read with a put the loader says which cannot be told apart")
    void lookalikesOfARead() throws Throwable {
        loader.lookalikes = Lookalikes.of(new int[] {0, 1, 0});
        FakeView read = new FakeView("read");

        batches.run(
                3,
                loader,
                batches.read(3, FakeRules.keys("r0", "r1", "r2"), read),
                batches.write(3, FakeRules.keys("k0", "k1", "k2"), view));

        assertThat(view.calls).containsExactly("write [k1]", "evict [k0, k2]");
    }

    @Test
    @DisplayName("S11 nothing is recorded as missing in a read either")
    void read() throws Throwable {
        loader.unmatched = true;
        FakeView read = new FakeView("read");

        Object[] values = batches.run(3, loader, batches.read(3, FakeRules.keys("r0", "r1", "r2"), read));

        assertThat(values).containsExactly("v0", BatchExecution.ABSENT, "v2");
        assertThat(read.calls).containsExactly("read [r0, r1, r2]", "write [r0, r2]");
    }

    @Test
    @DisplayName("S11 what a further call brings may be what the first one lacks")
    void furtherCallSettlesTheFirst() throws Throwable {
        FakeLoader later = new FakeLoader(element -> element.equals(1) ? null : "v" + element);
        later.meanwhile = () -> later.unmatched = later.asked.size() == 2;
        FakeView read = new FakeView("read");

        Object[] values = batches.run(
                3, later, batches.read(3, FakeRules.keys("r0", "r1", "r0").unless("v0"::equals), read));

        assertThat(later.asked).containsExactly(List.of(0, 1), List.of(2));
        assertThat(values).containsExactly("v0", BatchExecution.ABSENT, "v2");
        assertThat(read.entries).containsOnlyKeys("r0");
    }

    private Object[] put(FakeRules rules) throws Throwable {
        return batches.run(3, loader, batches.write(3, rules, view, other));
    }
}
