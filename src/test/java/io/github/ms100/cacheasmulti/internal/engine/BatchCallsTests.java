package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1 what a batch asks of its caches, its method and its expressions")
class BatchCallsTests {

    private final Batches batches = new Batches();

    private final FakeView near = new FakeView("near");

    private final FakeView far = new FakeView("far");

    private final FakeLoader loader = new FakeLoader(element -> "v" + element);

    @Test
    @DisplayName("S18 each cache is asked once, only for what is still missing, and each key once")
    void laterCachesAreAskedForTheRest() throws Throwable {
        near.entries.put("k1", "hit");
        far.entries.put("k0", "hit");

        batches.run(4, loader, batches.read(4, FakeRules.keys("k0", "k1", "k2", "k2"), near, far));

        assertThat(near.calls).containsExactly("read [k0, k1, k2]", "write [k2]");
        assertThat(far.calls).containsExactly("read [k0, k2]", "write [k2]");
        assertThat(loader.asked).containsExactly(List.of(2));
    }

    @Test
    @DisplayName("S18 a later operation is asked only for what the ones before it lack")
    void laterOperations() throws Throwable {
        near.entries.put("k1", "hit");

        batches.run(
                2,
                loader,
                batches.read(2, FakeRules.keys("k0", "k1"), near),
                batches.read(2, FakeRules.keys("f0", "f1"), far));

        assertThat(far.calls).containsExactly("read [f0]", "write [f0]");
    }

    @Test
    void nothingIsDoneWithoutNeed() throws Throwable {
        near.entries.put("k0", "hit");

        batches.run(1, loader, batches.read(1, FakeRules.keys("k0"), near, far));

        assertThat(loader.asked).isEmpty();
        assertThat(far.calls).isEmpty();
        assertThat(near.calls).containsExactly("read [k0]");
    }

    @Test
    @DisplayName("S6 no key is computed twice, and no condition judged twice")
    void keysAndConditionsOnce() throws Throwable {
        FakeRules read = FakeRules.keys("k0", "k1").condition(any -> true);
        FakeRules put = FakeRules.keys("k0", "k1").condition(any -> true);

        batches.run(2, loader, batches.read(2, read, near, far), batches.write(2, put, near));

        assertThat(read.asked).hasToString("c0c1k0k1");
        assertThat(put.asked).hasToString("c0c1k0k1");
    }

    @Test
    @DisplayName("S15 unless is judged once")
    void unlessOnce() throws Throwable {
        List<Object> judged = new ArrayList<>();
        FakeRules rules = FakeRules.keys("k0", "k0").unless(value -> !judged.add(value) || "v0".equals(value));

        batches.run(2, loader, batches.read(2, rules, near));

        assertThat(judged).containsExactly("v0", "v1");
    }

    @Test
    @DisplayName("S6 where the element is the key none is computed")
    void elementsAsKeys() throws Throwable {
        FakeRules rules = FakeRules.keys(0, 1);

        batches.run(2, loader, batches.read(2, rules, near));

        assertThat(rules.asked).isEmpty();
        assertThat(near.calls).containsExactly("read [0, 1]", "write [0, 1]");
    }

    @Test
    @DisplayName("S15 a single call judges the conditions of all its puts before the method runs")
    void conditionsOfPutsBefore() throws Throwable {
        List<String> order = new ArrayList<>();
        near.entries.put("k0", "hit");
        loader.meanwhile = () -> order.add("load");

        batches.run(
                1,
                loader,
                batches.read(1, FakeRules.keys("k0"), near),
                batches.write(1, FakeRules.keys("k0").condition(any -> order.add("first")), far),
                batches.write(1, FakeRules.keys("k0").condition(any -> order.add("second")), far));

        assertThat(order).containsExactly("first", "second", "load");
    }

    @Test
    @DisplayName("S15 every condition is judged before the first value is stored")
    void conditionsBeforeStores() throws Throwable {
        List<Object> seen = new ArrayList<>();
        FakeRules put = FakeRules.keys("k0").conditionOfResult(value -> seen.add(List.of(value, near.calls.size())));

        batches.run(1, loader, batches.read(1, FakeRules.keys("k0"), near), batches.write(1, put, far));

        assertThat(seen).containsExactly(List.of("v0", 1));
    }

    @Test
    @DisplayName("S7 without elements only what evicts everything is done, once")
    void noElements() throws Throwable {
        batches.run(
                0,
                loader,
                batches.evictAll(FakeRules.keys(), Batches.BEFORE, near, 0),
                batches.evictAll(FakeRules.keys().condition(any -> false), Batches.AFTER, far, 0));

        assertThat(near.calls).containsExactly("clearNow");
        assertThat(far.calls).isEmpty();
        assertThat(loader.asked).containsExactly(List.of());
    }

    @Test
    @DisplayName("S20 evicts before the invocation are immediate, later ones are not")
    void evicts() throws Throwable {
        batches.run(
                2,
                loader,
                batches.evict(FakeRules.keys("k0", "k0"), Batches.BEFORE, near, 2),
                batches.evictAll(FakeRules.keys("k0", "k1"), Batches.BEFORE, near, 2),
                batches.evict(FakeRules.keys("k0", "k1"), Batches.AFTER, far, 2),
                batches.evictAll(FakeRules.keys("k0", "k1"), Batches.AFTER, far, 2));

        assertThat(near.calls).containsExactly("evictNow [k0]", "clearNow");
        assertThat(far.calls).containsExactly("evict [k0, k1]", "clear");
    }

    @Test
    @DisplayName("S14 the key of a late evict may need the result")
    void keyOfTheResult() throws Throwable {
        FakeRules rules = FakeRules.keys("k0");
        rules.keyOfResult = length -> "r" + length;

        batches.run(1, loader, batches.evict(rules, Batches.AFTER, near, 1));

        assertThat(near.calls).containsExactly("evict [r2]");
    }

    @Test
    @DisplayName("S27 what is changed while it is loaded is returned, and not stored")
    void changedWhileLoading() throws Throwable {
        loader.meanwhile =
                () -> batches.feed.announceKey(near.source(), "k0", true).run();

        Object[] values = batches.run(2, loader, batches.read(2, FakeRules.keys("k0", "k1"), near));

        assertThat(values).containsExactly("v0", "v1");
        assertThat(near.entries).containsOnlyKeys("k1");
        assertThat(batches.feed.loads().isListening()).isFalse();
    }

    @Test
    @DisplayName("S27 what is changed before it is looked up is stored")
    void changedBefore() throws Throwable {
        batches.run(
                1,
                loader,
                batches.evict(FakeRules.keys("k0"), Batches.BEFORE, near, 1),
                batches.read(1, FakeRules.keys("k0"), near));

        assertThat(near.entries).containsOnlyKeys("k0");
    }

    @Test
    @DisplayName("S28 what was loaded although it may be cached is stored in a cache that is spared as well")
    void sparedCaches() throws Throwable {
        FakeCoolDown coolDown = new FakeCoolDown();
        coolDown.spares = true;
        batches.coolDown = coolDown;

        batches.run(1, loader, batches.read(1, FakeRules.keys("k0"), near));
        batches.run(1, loader, batches.skippingRead(1, FakeRules.keys("k0"), far));

        assertThat(near.calls).isEmpty();
        assertThat(far.calls).containsExactly("write [k0]");
    }

    @Test
    void valueThatIsAbsentSaysSo() {
        assertThat(BatchExecution.ABSENT).hasToString("absent");
        @Nullable Object absent = BatchExecution.known(BatchExecution.ABSENT);
        assertThat(absent).isNull();
        assertThat(BatchExecution.known("a")).isEqualTo("a");
    }

    @Test
    @DisplayName("S15 conditions of puts are judged before unless, also where keys are shared")
    void conditionsBeforeUnless() throws Throwable {
        List<String> order = new ArrayList<>();
        FakeRules read = FakeRules.keys("k0", "k0").unless(value -> !order.add("unless " + value));
        FakeRules put = FakeRules.keys("k0", "k1").conditionOfResult(value -> order.add("condition " + value));

        batches.run(2, loader, batches.read(2, read, near), batches.write(2, put, far));

        assertThat(order).startsWith("condition v0", "unless v0");
    }

    @Test
    @DisplayName("S15 conditions of all puts are judged before the first of them stores")
    void conditionsBeforePuts() throws Throwable {
        List<Object> seen = new ArrayList<>();

        batches.run(
                1,
                loader,
                batches.write(1, FakeRules.keys("k0"), near),
                batches.write(1, FakeRules.keys("k0").conditionOfResult(any -> seen.add(near.calls.size())), far));

        assertThat(seen).containsExactly(0);
        assertThat(near.calls).hasSize(1);
        assertThat(far.calls).hasSize(1);
    }

    @Test
    @DisplayName("S16 what a put wants loaded keeps its own value where it turns out to be found")
    void loadedForAPut() throws Throwable {
        // The second waits for the first, which is not stored; so the third is loaded, and then finds the second.
        FakeRules first = FakeRules.keys("a", "b", "b");
        FakeRules second = FakeRules.keys("x", "x", "y").unless("v0"::equals);

        Object[] found = batches.run(3, loader, batches.read(3, first, near), batches.read(3, second, far));
        near.entries.clear();
        far.entries.clear();
        FakeView puts = new FakeView("puts");
        Object[] kept = batches.run(
                3,
                loader,
                batches.read(3, FakeRules.keys("a", "b", "b"), near),
                batches.read(3, FakeRules.keys("x", "x", "y").unless("v0"::equals), far),
                batches.write(3, FakeRules.keys("p0", "p1", "p2").condition(element -> element.equals(2)), puts));

        assertThat(found).containsExactly("v0", "v1", "v1");
        assertThat(kept).containsExactly("v0", "v1", "v2");
        assertThat(puts.entries).containsEntry("p2", "v2").hasSize(1);
    }
}
