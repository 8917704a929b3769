package io.github.ms100.cacheasmulti.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads what a function says, writes down what it was asked for, and fails where it is told to. */
public final class FakeLoader implements Loader {

    /** What each run was asked for. */
    final List<List<Object>> asked = new ArrayList<>();

    /** Elements whose loading fails. */
    public final Set<Object> failing = new HashSet<>();

    public Throwable failure = new IllegalStateException("cannot load");

    /** Whether something comes back that belongs to no element: then nothing can be said to be missing. */
    public boolean unmatched;

    boolean measured;

    /** Which waits it has been told of. */
    final List<String> waits = new ArrayList<>();

    public Lookalikes lookalikes = Lookalikes.NONE;

    public Lookalikes lookalikesOfLoad = Lookalikes.NONE;

    /** Happens during each run. */
    Runnable meanwhile = () -> {};

    private final Function<Object, @Nullable Object> value;

    public FakeLoader(Function<Object, @Nullable Object> value) {
        this.value = value;
    }

    @Override
    public Load of(@Nullable Object[] elements) {
        return new FakeLoad(elements);
    }

    @Override
    public Lookalikes lookalikes() {
        return lookalikes;
    }

    @Override
    public void settle(@Nullable Object[] values) {
        if (unmatched) {
            Arrays.setAll(values, i -> (values[i] == null) ? BatchExecution.ABSENT : values[i]);
        }
    }

    @Override
    public boolean hasUnmatched() {
        return unmatched;
    }

    private final class FakeLoad implements Load {

        private final @Nullable Object[] elements;

        FakeLoad(@Nullable Object[] elements) {
            this.elements = elements;
        }

        @Override
        public void run() throws Throwable {
            asked.add(List.copyOf(Arrays.asList(elements)));
            meanwhile.run();
            if (Arrays.stream(elements).anyMatch(failing::contains)) {
                throw failure;
            }
        }

        @Override
        public CompletableFuture<?> start(Map<?, ?> context) {
            return Way.call(() -> {
                try {
                    run();
                } catch (Throwable ex) {
                    throw new CompletionException(ex);
                }
            });
        }

        @Override
        public @Nullable Object[] values() {
            return Arrays.stream(elements).map(value).toArray();
        }

        @Override
        public Lookalikes lookalikes() {
            return lookalikesOfLoad;
        }
    }

    @Override
    public boolean isMeasured() {
        return measured;
    }

    @Override
    public void waited(int elements, int taken, boolean timedOut, Duration time) {
        waits.add("wait elements=%d taken=%d%s".formatted(elements, taken, timedOut ? " timed out" : ""));
    }
}
