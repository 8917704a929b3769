package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("A8 a lookup that nobody waits for")
class LaterGuardTests {

    private static final Object[] KEYS = {1, 2, 3};

    private final FakeView view = new FakeView("cars") {

        @Override
        public void readWithoutServer(Object[] keys, @Nullable Object[] values) {
            values[1] = "near";
        }
    };

    private final Batches batches = new Batches();

    private final FakeCoolDown coolDown = new FakeCoolDown();

    private final Heard heard = new Heard();

    private final @Nullable Object[] values = Values.misses(3);

    LaterGuardTests() {
        batches.coolDown = coolDown;
        batches.listener = heard;
        view.entries.put(1, "a");
    }

    @AfterEach
    void stop() {
        Way.current = Way.WAITING;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("S28 asks a cache, and gives permission back when it has answered")
    void answered(Way way) throws Exception {
        assertThat(read(way)).isCompleted();

        assertThat(values).containsExactly("a", Values.MISS, Values.MISS);
        assertThat(coolDown.told).containsExactly("ask", "answered", "close");
        assertThat(heard.events).containsExactly("lookup keys=3 hits=1 failures=0");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("S28 L17 asks no cache that is spared for more than what it has without its server")
    void spared(Way way) throws Exception {
        coolDown.spares = true;

        assertThat(read(way)).isCompleted();

        assertThat(view.calls).isEmpty();
        assertThat(values).containsExactly(Values.MISS, "near", Values.MISS);
        assertThat(coolDown.told).containsExactly("ask", "close");
        assertThat(heard.events).containsExactly("lookup keys=3 hits=1 failures=0 bypassed");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("S22 finds nothing where it fails, and the handler hears of that once")
    void failed(Way way) throws Exception {
        view.down = new IllegalStateException("down");

        assertThat(read(way)).isCompleted();

        assertThat(values).containsOnly(Values.MISS);
        assertThat(coolDown.told).containsExactly("ask", "failed down", "close");
        assertThat(batches.errors.heard()).containsExactly("get [1, 2, 3] down");
        assertThat(heard.events).containsExactly("lookup keys=3 hits=0 failures=3");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("S22 ends with an Error as it is")
    void broken(Way way) throws Exception {
        view.broken = new StackOverflowError("deep");

        assertThatThrownBy(() -> read(way).join()).hasRootCause(view.broken);

        assertThat(coolDown.told).containsExactly("ask", "failed deep", "close");
        assertThat(batches.errors.heard()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("A10 that is cancelled has not failed")
    void cancelled(Way way) throws Exception {
        view.down = new CancellationException("by its driver");

        assertThat(read(way)).isCompletedExceptionally();

        assertThat(coolDown.told).containsExactly("ask", "close");
        assertThat(batches.errors.heard()).isEmpty();
        assertThat(heard.events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WAITING")
    @DisplayName("A10 is the last thing that a call does that is cancelled meanwhile")
    void lastOfACall(Way way) throws Exception {
        Way.current = way;
        FakeLoader loader = new FakeLoader(element -> "loaded");
        LaterRun[] run = new LaterRun[1];
        FakeView cancelling = new FakeView("cancelling") {

            @Override
            public void read(Object[] keys, @Nullable Object[] found) {
                super.read(keys, found);
                run[0].cancel();
            }
        };
        run[0] = batches.later(2, loader, batches.read(2, FakeRules.keys(0, 1), cancelling));

        CompletableFuture<?> call = run[0].start();
        Way.await(call);

        assertThat(call).isCancelled();
        assertThat(cancelling.calls).containsExactly("read [0, 1]");
        assertThat(loader.asked).isEmpty();
    }

    private CompletableFuture<?> read(Way way) throws Exception {
        Way.current = way;
        LaterScope scope = Batches.scope();
        CompletableFuture<?> read =
                new LaterGuard(batches.guard(), scope).read(new Lookup(batches.cache(view), KEYS, values, false));
        Way.await(read);
        return read;
    }

    private record Lookup(
            CallCache cache, Object[] keys, @Nullable Object[] answer, boolean again) implements Task.Read {}
}
