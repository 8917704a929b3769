package io.github.ms100.cacheasmulti.internal.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Some keys of a cache.
 *
 * @param keys as texts, in no particular order
 * @param complete whether there are no others
 */
public record KeySample(List<String> keys, boolean complete) {

    /** Takes the first keys of those that a map on the heap has. */
    static KeySample of(Iterable<?> keys, int limit) {
        List<String> taken = new ArrayList<>();
        Iterator<?> left = keys.iterator();
        while (left.hasNext() && taken.size() < limit) {
            taken.add(String.valueOf(left.next()));
        }
        return new KeySample(taken, !left.hasNext());
    }
}
