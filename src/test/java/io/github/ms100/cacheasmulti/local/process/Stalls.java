package io.github.ms100.cacheasmulti.local.process;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The times in which a node could do nothing, or reach nobody. */
final class Stalls {

    /** The end of each by its beginning; they do not overlap. */
    private final NavigableMap<Long, Long> all = new TreeMap<>();

    void add(long from, long to) {
        long begin = from;
        long end = to;
        Map.Entry<Long, Long> before = all.floorEntry(end);
        while (before != null && before.getValue() >= begin) {
            begin = Math.min(begin, before.getKey());
            end = Math.max(end, before.getValue());
            all.remove(before.getKey());
            before = all.floorEntry(end);
        }
        all.put(begin, end);
    }

    /** Returns how long the node was stalled between two moments. */
    long within(long from, long to) {
        Long first = all.floorKey(from);
        long stalled = 0;
        for (Map.Entry<Long, Long> one :
                all.subMap((first == null) ? from : first, true, to, true).entrySet()) {
            stalled += Math.max(0, Math.min(one.getValue(), to) - Math.max(one.getKey(), from));
        }
        return stalled;
    }

    long longest() {
        return all.entrySet().stream()
                .mapToLong(one -> one.getValue() - one.getKey())
                .max()
                .orElse(0);
    }
}
