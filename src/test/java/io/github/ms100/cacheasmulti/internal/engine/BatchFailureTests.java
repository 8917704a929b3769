package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S13 an exception of the method reaches the caller as it is, and what was loaded before is stored")
class BatchFailureTests {

    private final Batches batches = new Batches();

    private final FakeView view = new FakeView("cars");

    private final FakeView puts = new FakeView("puts");

    private final FakeLoader loader = new FakeLoader(element -> "v" + element);

    @Test
    void nothingIsStored() {
        loader.failing.add(1);

        assertFails(3, read(keys(3)), batches.write(3, keys(3), puts));

        assertThat(loader.asked).containsExactly(List.of(0, 1, 2));
        assertThat(view.entries).isEmpty();
        assertThat(puts.entries).isEmpty();
    }

    @Test
    @DisplayName("S1 at most maxLoadSize elements at once, in argument order")
    void portions() throws Throwable {
        batches.maxLoadSize = 2;
        view.entries.put("k1", "hit");

        assertThat(batches.run(6, loader, read(keys(6)))).containsExactly("v0", "hit", "v2", "v3", "v4", "v5");

        assertThat(loader.asked).containsExactly(List.of(0, 2), List.of(3, 4), List.of(5));
        assertThat(view.calls).hasSize(2);
    }

    @Test
    void whatEarlierPortionsLoadedIsStored() {
        batches.maxLoadSize = 2;
        loader.failing.add(3);
        view.entries.put("k1", "hit");

        assertFails(5, read(keys(5)), batches.write(5, keys(5), puts));

        assertThat(loader.asked).containsExactly(List.of(0, 1), List.of(2, 3));
        assertThat(view.entries)
                .containsEntry("k0", "v0")
                .containsEntry("k1", "hit")
                .hasSize(2);
        assertThat(puts.entries)
                .containsEntry("k0", "v0")
                .containsEntry("k1", "v1")
                .hasSize(2);
    }

    @Test
    void foundElementThatAPutWantsLoadedIsNotPutIfThatFails() {
        batches.maxLoadSize = 1;
        loader.failing.add(1);
        view.entries.put("k1", "hit");

        assertFails(2, read(keys(2)), batches.write(2, keys(2), puts));

        assertThat(puts.entries).containsEntry("k0", "v0").hasSize(1);
    }

    @Test
    @DisplayName("S16 if the further call fails, what the first has loaded is stored, in argument order")
    void furtherCall() {
        loader.failing.add(2);
        // The first of each key is rejected, or the only one; so the second of k0 is loaded after the last.
        FakeRules rules = FakeRules.keys("k0", "k1", "k0").unless("v0"::equals);

        assertFails(3, read(rules));

        assertThat(loader.asked).containsExactly(List.of(0, 1), List.of(2));
        assertThat(view.entries).containsEntry("k1", "v1").hasSize(1);
    }

    @Test
    @DisplayName("S16 if a portion of the further call fails, all that was loaded is stored in argument order")
    void portionOfTheFurtherCall() {
        batches.maxLoadSize = 1;
        loader.failing.add(3);
        FakeRules rules =
                FakeRules.keys("k0", "k0", "k1", "k0").unless(value -> !"v2".equals(value) && !"v1".equals(value));
        FakeRules strict = FakeRules.keys("k0", "k2", "k1", "k0").unless("v0"::equals);
        FakeView second = new FakeView("second");

        assertFails(4, read(rules), batches.read(4, strict, second));

        assertThat(loader.asked).containsExactly(List.of(0), List.of(2), List.of(1), List.of(3));
        assertThat(view.calls).last().isEqualTo("write [k0, k1]");
    }

    @Test
    @DisplayName("S16 what both calls have loaded is stored in argument order")
    void storedInArgumentOrder() throws Throwable {
        FakeRules rules = FakeRules.keys("k0", "k0", "k1").unless("v0"::equals);

        batches.run(3, loader, read(rules));

        assertThat(loader.asked).containsExactly(List.of(0, 2), List.of(1));
        assertThat(view.calls).containsExactly("read [k0, k1]", "write [k0, k1]");
    }

    @Test
    void failuresOfStoringAreOnlySuppressed() {
        batches.maxLoadSize = 1;
        loader.failing.add(1);
        batches.errors.rethrow = true;
        FakeView failing = new FakeView("failing");
        failing.down = new IllegalStateException("cannot store");

        Throwable failure = catchThrowable(() -> batches.run(2, loader, batches.skippingRead(2, keys(2), failing)));

        assertThat(failure).isSameAs(loader.failure);
        assertThat(failure.getSuppressed()).containsExactly(failing.down);
    }

    @Test
    void failureIsNotSuppressedByItself() {
        batches.maxLoadSize = 1;
        loader.failing.add(1);
        batches.errors.rethrow = true;
        FakeView failing = new FakeView("failing");
        failing.down = (RuntimeException) loader.failure;

        assertFails(2, batches.skippingRead(2, keys(2), failing));

        assertThat(loader.failure.getSuppressed()).isEmpty();
    }

    @Test
    @DisplayName("J1 after a failure only what names the exception takes place")
    void afterFailure() {
        loader.failure = new IOException("no answer");
        loader.failing.add(0);
        Step.Moment named = new Step.Moment(false, IOException.class::isInstance);
        for (FakeView each : List.of(view, puts)) {
            each.entries.put("k0", "old");
        }
        FakeView passed = new FakeView("passed");
        FakeView early = new FakeView("early");

        assertFails(
                1,
                batches.evict(keys(1), named, view, 1),
                batches.evict(keys(1), Batches.AFTER, puts, 1),
                passed(passed, named),
                passed(early, new Step.Moment(true, failure -> true)));

        assertThat(view.calls).containsExactly((Way.current == Way.WAITING) ? "evict [k0]" : "evictNow [k0]");
        assertThat(puts.calls).isEmpty();
        assertThat(passed.entries).containsEntry("k0", "passed");
        assertThat(early.calls).as("once, before").containsExactly("write [k0]");
    }

    @Test
    void afterFailureOfAReadNothingIsEvicted() {
        loader.failing.add(0);

        assertFails(1, read(keys(1)), batches.evict(keys(1), new Step.Moment(false, any -> true), puts, 1));

        assertThat(puts.calls).isEmpty();
    }

    @Test
    @DisplayName("S14 a null key is an error before the operation touches a cache")
    void nullKey() {
        FakeRules rules = new FakeRules("k0", "k1") {
            @Override
            public Object key(@Nullable Object element) {
                if (Integer.valueOf(1).equals(element)) {
                    throw new IllegalArgumentException("null key");
                }
                return super.key(element);
            }
        };

        assertThatIllegalArgumentException().isThrownBy(() -> batches.run(2, loader, read(rules)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batches.run(2, loader, batches.skippingRead(2, rules, view)));

        assertThat(view.calls).isEmpty();
        assertThat(loader.asked).isEmpty();
    }

    @Test
    void loadEndsWhateverHappens() {
        loader.failing.add(0);
        loader.meanwhile = () -> assertThat(batches.feed.loads().isListening()).isTrue();

        assertFails(1, read(keys(1)));

        assertThat(batches.feed.loads().isListening()).isFalse();
    }

    private void assertFails(int count, Step... steps) {
        assertThatThrownBy(() -> batches.run(count, loader, steps)).isSameAs(loader.failure);
    }

    private Step read(FakeRules rules) {
        return batches.read(rules.size(), rules, view);
    }

    private Step passed(FakeView into, Step.Moment moment) {
        return new Step.ArgumentWrite(
                keys(1), batches.caches(into), Batches.elements(1), new Object[] {"passed"}, moment);
    }

    private static FakeRules keys(int count) {
        Object[] keys = new Object[count];
        for (int i = 0; i < count; i++) {
            keys[i] = "k" + i;
        }
        return FakeRules.keys(keys);
    }
}
