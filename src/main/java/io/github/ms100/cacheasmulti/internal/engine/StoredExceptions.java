package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exceptions that the operations of one call have stored, and store, for its elements (J3). Elements by index. */
record StoredExceptions(List<ReadStep> reads, BatchLookup lookup) {

    /** Returns what looks up those that the operation at a position has stored for elements; {@code null} if it stores none. */
    ExceptionCache.@Nullable Lookup of(int[] wanted, int position) {
        ReadStep read = reads.get(position);
        if (read.exceptions == null || read.skipsLookup) {
            return null;
        }
        List<Object> keys = new ArrayList<>(wanted.length);
        for (int index : wanted) {
            if (lookup.values().isMissed(index) && read.passes(index)) {
                keys.add(read.key(index));
            }
        }
        return read.exceptions.lookUp(keys);
    }

    /** Returns the stores of what the method has thrown for an element. */
    Changes storing(int index, Throwable thrown, RunningLoad load) {
        return Changes.of(reads, read -> {
            Change store = (read.exceptions != null && read.passes(index))
                    ? read.exceptions.store(read.key(index), thrown, load)
                    : null;
            return (store == null) ? List.of() : List.of(store);
        });
    }
}
