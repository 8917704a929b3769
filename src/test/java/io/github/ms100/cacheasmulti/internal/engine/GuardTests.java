package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.fixture.Growth;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S22 the error handler hears once of each failed call")
class GuardTests {

    private static final Object[] KEYS = {1, 2, 3};

    private final FakeView view = new FakeView("cars");

    private final Batches batches = new Batches();

    private final CallCache cache = batches.cache(view);

    private final RuntimeException first = new IllegalStateException("first");

    private final RuntimeException second = new IllegalStateException("second");

    @Test
    void failedReadIsAllMiss() {
        view.down = first;

        assertThat(read(KEYS)).containsOnly(Values.MISS);

        assertThat(batches.errors.heard()).containsExactly("get [1, 2, 3] first");
        assertThat(batches.errors.caches()).containsExactly(view.source());
    }

    @Test
    void whatAFailedReadHasReadDoesNotCount() {
        CallCache half = new CallCache(view.source(), new HalfDone(view, first), batches.feed, null);
        @Nullable Object[] values = Values.misses(3);

        batches.guard().read(half, KEYS, values, false);

        assertThat(values).containsOnly(Values.MISS);
    }

    @Test
    @DisplayName("S23 one bad entry is reported alone, with its bare key")
    void oneBadEntry() {
        view.entries.put(1, "a");
        view.failures.put(2, first);

        assertThat(read(KEYS)).containsExactly("a", Values.MISS, Values.MISS);

        assertThat(batches.errors.heard()).containsExactly("get 2 first");
    }

    @Test
    @DisplayName("S24 the handler hears exactly the keys that failed, by their cause")
    void keysByCause() {
        view.failures.put(1, first);
        view.failures.put(2, second);
        view.failures.put(3, first);

        read(KEYS);
        batches.guard().evict(cache, KEYS, false, null);
        write(entries("a", "b", "c"));

        assertThat(batches.errors.heard())
                .containsExactly(
                        "get [1, 3] first",
                        "get 2 second",
                        "evict [1, 3] first",
                        "evict 2 second",
                        "put [1, 3]={1=a, 3=c} first",
                        "put 2=b second");
    }

    @Test
    void wholePutThatFails() {
        view.down = first;

        write(entries("a", null, "c"));

        assertThat(batches.errors.heard()).containsExactly("put [1, 2, 3]={1=a, 2=null, 3=c} first");
    }

    @Test
    void onlyKeyIsBare() {
        view.down = first;
        Object[] only = {7};

        read(only);
        batches.guard().evict(cache, only, true, null);
        KeyedValues entry = new KeyedValues(1, true);
        entry.add(7, null);
        write(entry);

        assertThat(batches.errors.heard()).containsExactly("get 7 first", "evict 7 first", "put 7=null first");
    }

    @Test
    void failuresOfOtherKeysAreNotPut() {
        CallCache odd = new CallCache(
                view.source(),
                new HalfDone(view, new PartialBatchException(Map.of(1, first, 9, first))),
                batches.feed,
                null);

        batches.guard().write(new Change.Put(odd, entries("a", "b", "c")), entries("a", "b", "c"));

        assertThat(batches.errors.heard()).containsExactly("put 1=a first");
    }

    @Test
    void clearThatFails() {
        view.down = first;

        batches.guard().clear(cache, true);
        batches.guard().clear(cache, false);

        assertThat(view.calls).containsExactly("clearNow", "clear");
        assertThat(batches.errors.heard()).containsExactly("clear first", "clear first");
    }

    @Test
    void errorsReachTheCallerAndTheCoolDown() {
        FakeCoolDown coolDown = new FakeCoolDown();
        batches.coolDown = coolDown;
        view.broken = new StackOverflowError("deep");

        assertThatThrownBy(() -> read(KEYS)).isSameAs(view.broken);

        assertThat(coolDown.told).containsExactly("ask", "failed deep", "close");
        assertThat(batches.errors.heard()).isEmpty();
    }

    @Test
    @DisplayName("S28 a cache that is spared is not read; evicts, clears and puts are tried all the same")
    void spared() {
        FakeCoolDown coolDown = new FakeCoolDown();
        batches.coolDown = coolDown;
        coolDown.spares = true;
        view.entries.put(1, "a");

        assertThat(read(KEYS)).containsOnly(Values.MISS);
        assertThat(view.calls).isEmpty();
        assertThat(coolDown.told).containsExactly("ask", "close");

        write(entries("a", "b", "c"));
        batches.guard().evict(cache, KEYS, true, null);
        batches.guard().clear(cache, false);
        assertThat(view.calls).containsExactly("write [1, 2, 3]", "evictNow [1, 2, 3]", "clear");
        assertThat(coolDown.told).containsExactly("ask", "close", "answered", "answered", "answered");
    }

    @Test
    @DisplayName("S28 permission and call are one")
    void permissionIsGivenBack() {
        FakeCoolDown coolDown = new FakeCoolDown();
        batches.coolDown = coolDown;

        read(KEYS);
        view.down = first;
        read(KEYS);

        assertThat(coolDown.told).containsExactly("ask", "answered", "close", "ask", "failed first", "close");
    }

    @Test
    void listenerHearsWhatWasDone() {
        Heard heard = listen();
        view.entries.put(1, "a");

        KeyedValues five = new KeyedValues(5, true);
        IntStream.range(0, 5).forEach(key -> five.add(key, "value"));
        read(KEYS);
        batches.guard().read(cache, KEYS, Values.misses(3), true);
        batches.guard().write(new Change.Put(cache, five), entries("a", "b", "c"));
        batches.guard().evict(cache, KEYS, false, null);
        batches.guard().clear(cache, false);
        batches.guard().outcomes().refuse(cache, 2);
        batches.guard().outcomes().refuse(cache, 0);

        assertThat(heard.events)
                .containsExactly(
                        "lookup keys=3 hits=1 failures=0",
                        "lookup keys=3 hits=1 failures=0 again",
                        "store entries=5 refused=2 failures=0",
                        "evict keys=3 failures=0",
                        "clear",
                        "store entries=2 refused=2 failures=0");
    }

    @Test
    void listenerHearsOfFailures() {
        Heard heard = listen();
        view.failures.put(2, first);
        batches.coolDown = new FakeCoolDown();

        read(KEYS);
        write(entries("a", "b", "c"));
        batches.guard().evict(cache, KEYS, false, null);
        view.down = second;
        read(KEYS);
        write(entries("a", "b", "c"));
        batches.guard().evict(cache, KEYS, false, null);
        batches.guard().clear(cache, false);
        ((FakeCoolDown) batches.coolDown).spares = true;
        read(KEYS);

        assertThat(heard.events)
                .containsExactly(
                        "lookup keys=3 hits=0 failures=1",
                        "store entries=3 refused=0 failures=1",
                        "evict keys=3 failures=1",
                        "lookup keys=3 hits=0 failures=3",
                        "store entries=3 refused=0 failures=3",
                        "evict keys=3 failures=3",
                        "clear second",
                        "lookup keys=3 hits=0 failures=0 bypassed");
    }

    @Test
    void listenerHearsOfTheCoolDown() {
        Heard heard = listen();
        FakeCoolDown coolDown = new FakeCoolDown();
        batches.coolDown = coolDown;

        coolDown.transition = CoolDown.Transition.OPENED;
        batches.guard().clear(cache, false);
        coolDown.transition = CoolDown.Transition.CLOSED;
        batches.guard().clear(cache, false);

        coolDown.transition = CoolDown.Transition.OPENED;
        view.down = first;
        batches.guard().clear(cache, false);

        assertThat(heard.events)
                .containsExactly("opened cars", "clear", "closed cars", "clear", "opened cars", "clear first");
    }

    @Test
    @DisplayName("S24 many keys that fail take no longer each than few")
    void manyFailures() {
        RuntimeException failure = new IllegalStateException("all", null);
        Growth.assertLinear(count -> {
            Batches large = new Batches();
            FakeView failing = new FakeView("cars");
            KeyedValues entries = new KeyedValues(count, true);
            IntStream.range(0, count).forEach(i -> {
                failing.failures.put(i, failure);
                entries.add(i, "v");
            });
            return Growth.cpuTime(() -> large.guard().write(new Change.Put(large.cache(failing), entries), entries));
        });
    }

    private Heard listen() {
        Heard heard = new Heard();
        batches.listener = heard;
        return heard;
    }

    private @Nullable Object[] read(Object[] keys) {
        @Nullable Object[] values = Values.misses(keys.length);
        batches.guard().read(cache, keys, values, false);
        return values;
    }

    private void write(KeyedValues entries) {
        batches.guard().write(new Change.Put(cache, entries), entries);
    }

    private static KeyedValues entries(@Nullable Object... values) {
        KeyedValues entries = new KeyedValues(values.length, true);
        IntStream.range(0, values.length).forEach(i -> entries.add(KEYS[i], values[i]));
        return entries;
    }
}
