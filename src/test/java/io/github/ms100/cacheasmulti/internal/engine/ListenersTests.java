package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

    @Test
    void noneCostsNothing() {
        assertThat(Listeners.of(List.of())).isSameAs(BatchListener.NO_OP);
        assertThat(Listeners.of(List.of(BatchListener.NO_OP))).isSameAs(BatchListener.NO_OP);
    }

    @Test
    void allAreToldOfEverything() {
        List<String> heardFirst = new ArrayList<>();
        List<String> heardSecond = new ArrayList<>();
        List<String> events = new ArrayList<>();
        BatchListener all = Listeners.of(List.of(writing(heardFirst), BatchListener.NO_OP, writing(heardSecond)));
        events().forEach(event -> event.accept(all));
        events().forEach(event -> event.accept(writing(events)));

        assertThat(heardFirst).isEqualTo(events);
        assertThat(heardSecond).isEqualTo(events);
        assertThat(events)
                .extracting(event -> event.substring(0, event.indexOf(' ')))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BatchListener.class.getMethods())
                        .map(Method::getName)
                        .toList());
    }

    /** Returns a listener that writes down what it is told, whatever that is. */
    private static BatchListener writing(List<String> heard) {
        return (BatchListener) Proxy.newProxyInstance(
                BatchListener.class.getClassLoader(),
                new Class<?>[] {BatchListener.class},
                (proxy, method, arguments) -> {
                    heard.add(method.getName() + " " + Arrays.toString(arguments));
                    return null;
                });
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
                listener -> listener.onCall(new BatchListener.Call(Batches.METHOD, 1)),
                listener -> listener.onLookup(new BatchListener.Lookup(CACHE, 1, 1, 0, false, false, false, TIME)),
                listener -> listener.onLoad(new BatchListener.Load(Batches.METHOD, 1, 1, 0, null, TIME)),
                listener -> listener.onWait(new BatchListener.Wait(Batches.METHOD, 2, 1, false, TIME)),
                listener -> listener.onStore(new BatchListener.Store(CACHE, 1, 0, 0, false, TIME)),
                listener -> listener.onEvict(new BatchListener.Evict(CACHE, 1, 0, false, TIME)),
                listener -> listener.onClear(new BatchListener.Clear(CACHE, null, TIME)),
                listener -> listener.onFailure(new BatchListener.Failure(CACHE, new IllegalStateException("bad"))),
                listener -> listener.onCoolDownOpened(CACHE),
                listener -> listener.onCoolDownClosed(CACHE),
                listener -> listener.onLocalLookup(new BatchListener.LocalLookup(CACHE, 2, 1)),
                listener -> listener.onLocalFill(new BatchListener.LocalFill(CACHE, 1, 0)),
                listener -> listener.onMessage(new BatchListener.Message("channel", "cars", 1, true)),
                listener -> listener.onGap("channel"),
                listener -> listener.onUnvalidated("channel"),
                listener -> listener.onValidated("channel", TIME));
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
