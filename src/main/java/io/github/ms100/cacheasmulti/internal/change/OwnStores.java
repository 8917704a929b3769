package io.github.ms100.cacheasmulti.internal.change;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The numbers that one load leaves itself, because others are told of what it stores (P7). Thread-safe. */
final class OwnStores {

    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();

    /** Where somebody else had left a number since the load began, so that its own says nothing. */
    private final Set<Integer> disturbed = ConcurrentHashMap.newKeySet();

    void own(long number) {
        numbers.add(number);
    }

    void disturbed(int place) {
        disturbed.add(place);
    }

    /** Returns whether a number is one of them, and all that was left there since the load began. */
    boolean areOf(long number, int place) {
        return numbers.contains(number) && !disturbed.contains(place);
    }
}
