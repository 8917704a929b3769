package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("J3 exceptions of the method are cached")
class ExceptionCacheTests {

    private final Batches batches = new Batches();

    private final FakeView values = new FakeView("cars");

    private final FakeView exceptions = new FakeView("failures");

    private final FakeLoader loader = new FakeLoader(element -> "v" + element);

    private final IOException stored = new IOException("stored");

    @Test
    void exceptionOfTheOnlyElementIsStored() {
        loader.failing.add(0);
        loader.failure = stored;

        assertThatThrownBy(() -> read(1, FakeRules.keys("k0"))).isSameAs(stored);

        assertThat(exceptions.entries).containsEntry("k0", stored).hasSize(1);
        assertThat(values.entries).isEmpty();
    }

    @Test
    void ofSeveralElementsNobodyKnowsWhichOneItIsAbout() {
        loader.failing.add(0);

        assertThatIllegalStateException().isThrownBy(() -> read(2, FakeRules.keys("k0", "k1")));

        assertThat(exceptions.entries).isEmpty();
    }

    @Test
    void onlyOfThoseThatAreCached() {
        loader.failing.add(0);

        assertThatIllegalStateException().isThrownBy(() -> read(1, FakeRules.keys("k0")));
        assertThat(exceptions.entries).isEmpty();

        loader.failure = stored;
        assertThatThrownBy(() -> read(1, FakeRules.keys("k0").condition(any -> false)))
                .isSameAs(stored);
        assertThat(exceptions.entries).as("of an element that takes no part").isEmpty();
    }

    @Test
    void storedExceptionIsThrownBeforeAnythingIsLoaded() {
        exceptions.entries.put("k1", stored);

        assertThatThrownBy(() -> read(2, FakeRules.keys("k0", "k1")))
                .isInstanceOf(IOException.class)
                .hasMessage("presented")
                .hasCause(stored);

        assertThat(loader.asked).isEmpty();
        assertThat(exceptions.calls).containsExactly("read [k0, k1]");
    }

    @Test
    void onlyThoseThatMustBeLoadedAreLookedUpEachKeyOnce() throws Throwable {
        values.entries.put("k0", "hit");
        exceptions.entries.put("k0", stored);

        assertThat(read(3, FakeRules.keys("k0", "k1", "k1"))).containsExactly("hit", "v1", "v1");

        assertThat(exceptions.calls).containsExactly("read [k1]");
    }

    @Test
    void nothingIsLookedUpForElementsThatTakeNoPart() throws Throwable {
        assertThat(read(1, FakeRules.keys("k0").condition(any -> false))).containsExactly("v0");

        assertThat(exceptions.calls).isEmpty();
    }

    @Test
    void whoSkipsTheLookupSkipsThatOfExceptions() throws Throwable {
        exceptions.entries.put("k0", stored);

        assertThat(batches.run(1, loader, step(1, FakeRules.keys("k0"), true))).containsExactly("v0");

        assertThat(exceptions.calls).isEmpty();
    }

    @Test
    void whatIsNoExceptionIsAnErrorThatSaysWhereItIs() {
        exceptions.entries.put("k0", "car");

        assertThatIllegalStateException()
                .isThrownBy(() -> read(1, FakeRules.keys("k0")))
                .withMessageContainingAll("failures", "java.lang.String", "k0");
    }

    private Object[] read(int count, FakeRules rules) throws Throwable {
        return batches.run(count, loader, step(count, rules, false));
    }

    private Step step(int count, FakeRules rules, boolean skipsLookup) {
        ExceptionCache cache = new ExceptionCache(
                batches.cache(exceptions),
                failure -> failure instanceof IOException,
                failure -> new IOException("presented", failure));
        return new ReadStep(rules, batches.caches(values), Batches.elements(count), skipsLookup, cache);
    }

    @Test
    void ofNoKeysNothingIsLookedUp() {
        assertThat(new ExceptionCache(batches.cache(exceptions), any -> true, any -> any).lookUp(List.of()))
                .isNull();
    }
}
