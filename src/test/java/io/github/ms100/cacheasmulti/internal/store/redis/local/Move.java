package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.Collections;
import java.util.Set;

/**
 * What may happen next in a {@link World}.
 *
 * @param thread who makes it: the next move of a thread stays the same until it is made
 * @param what says what it is
 * @param places where it reads or writes
 */
record Move(String thread, String what, Set<Place> places, Runnable action) {

    boolean isIndependentOf(Move other) {
        return Collections.disjoint(places, other.places);
    }

    @Override
    public String toString() {
        return thread + ": " + what;
    }
}
