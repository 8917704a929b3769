package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

class ListenersTests {

    private static final Cache CACHE = new ConcurrentMapCache("cars");

    private static final Duration TIME = Duration.ofMillis(1);

    private final Heard first = new Heard();

    private final Heard second = new Heard();

    @Test
    void noneCostsNothing() {
        assertThat(Listeners.of(List.of())).isSameAs(BatchListener.NO_OP);
        assertThat(Listeners.of(List.of(BatchListener.NO_OP))).isSameAs(BatchListener.NO_OP);
    }

    @Test
    void allAreToldOfEverything() {
        BatchListener all = Listeners.of(List.of(first, BatchListener.NO_OP, second));

        events().forEach(event -> event.accept(all));

        assertThat(first.events)
                .isEqualTo(second.events)
                .containsExactly(
                        "lookup keys=1 hits=1 failures=0",
                        "load elements=1 found=1",
                        "wait elements=2 taken=1",
                        "store entries=1 refused=0 failures=0",
                        "evict keys=1 failures=0",
                        "clear",
                        "opened cars",
                        "closed cars");
    }

    @Test
    @DisplayName("an exception of a listener reaches neither the caller nor the other listeners")
    void exceptionsReachNobody() {
        for (Throwable failure : List.of(new IllegalStateException("bad"), new NoClassDefFoundError("bad"))) {
            BatchListener all = Listeners.of(List.of(new Bad(failure), first));

            all.onCoolDownOpened(CACHE);
        }

        assertThat(first.events).containsExactly("opened cars", "opened cars");
    }

    @Test
    void errorsDoNotEither() {
        BatchListener all = Listeners.of(List.of(new Bad(new OutOfMemoryError("bad"))));

        assertThatCode(() -> all.onCoolDownOpened(CACHE)).doesNotThrowAnyException();
    }

    private static Stream<Consumer<BatchListener>> events() {
        return Stream.of(
                listener -> listener.onLookup(new BatchListener.Lookup(CACHE, 1, 1, 0, false, false, TIME)),
                listener -> listener.onLoad(new BatchListener.Load(Batches.METHOD, 1, 1, null, TIME)),
                listener -> listener.onWait(new BatchListener.Wait(Batches.METHOD, 2, 1, TIME)),
                listener -> listener.onStore(new BatchListener.Store(CACHE, 1, 0, 0, TIME)),
                listener -> listener.onEvict(new BatchListener.Evict(CACHE, 1, 0, TIME)),
                listener -> listener.onClear(new BatchListener.Clear(CACHE, null, TIME)),
                listener -> listener.onCoolDownOpened(CACHE),
                listener -> listener.onCoolDownClosed(CACHE));
    }

    private record Bad(Throwable failure) implements BatchListener {

        @Override
        public void onCoolDownOpened(Cache cache) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }
}
