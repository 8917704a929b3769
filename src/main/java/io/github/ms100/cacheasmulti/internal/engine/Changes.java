package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The changes of several operations, those of each found out when all before it have been made. */
final class Changes {

    private final Iterator<List<Change>> operations;

    private Iterator<Change> current = List.<Change>of().iterator();

    private Changes(Iterator<List<Change>> operations) {
        this.operations = operations;
    }

    /** Returns the changes of operations, in their order. */
    static <S> Changes of(Iterable<S> operations, Function<S, List<Change>> changes) {
        Iterator<S> left = operations.iterator();
        return new Changes(new Iterator<>() {

            @Override
            public boolean hasNext() {
                return left.hasNext();
            }

            @Override
            public List<Change> next() {
                return changes.apply(left.next());
            }
        });
    }

    /** Returns the next change; {@code null} if there are no more. */
    @Nullable
    Change next() {
        while (!current.hasNext() && operations.hasNext()) {
            current = operations.next().iterator();
        }
        return current.hasNext() ? current.next() : null;
    }
}
