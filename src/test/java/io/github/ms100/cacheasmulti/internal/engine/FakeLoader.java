package io.github.ms100.cacheasmulti.internal.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads what a function says, writes down what it was asked for, and fails where it is told to. */
final class FakeLoader implements Loader {

    /** What each run was asked for. */
    final List<List<Object>> asked = new ArrayList<>();

    /** Elements whose loading fails. */
    final Set<Object> failing = new HashSet<>();

    Throwable failure = new IllegalStateException("cannot load");

    /** Whether something comes back that belongs to no element: then nothing can be said to be missing. */
    boolean unmatched;

    Lookalikes lookalikes = Lookalikes.NONE;

    Lookalikes lookalikesOfLoad = Lookalikes.NONE;

    /** Happens during each run. */
    Runnable meanwhile = () -> {};

    private final Function<Object, @Nullable Object> value;

    FakeLoader(Function<Object, @Nullable Object> value) {
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
        public @Nullable Object[] values() {
            return Arrays.stream(elements).map(value).toArray();
        }

        @Override
        public Lookalikes lookalikes() {
            return lookalikesOfLoad;
        }
    }

    @Override
    public boolean isMissing(Object value) {
        return value == null;
    }
}
