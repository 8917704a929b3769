package io.github.ms100.cacheasmulti.local.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that has happened, at all nodes. */
final class History {

    private final Map<Long, List<Changed>> changes = new HashMap<>();

    private final Map<Long, Map<Long, List<Stored>>> stored = new HashMap<>();

    private final List<ReadCars> reads = new ArrayList<>();

    private final Map<Integer, Stalls> stalls = new HashMap<>();

    private final Map<Integer, Long> deaths = new HashMap<>();

    private final Map<Integer, Map<Count, Long>> counts = new HashMap<>();

    private final List<Loss> losses = new ArrayList<>();

    void add(long id, Changed change) {
        changes.computeIfAbsent(id, any -> new ArrayList<>()).add(change);
    }

    void add(long id, long version, Stored store) {
        stored.computeIfAbsent(id, any -> new HashMap<>())
                .computeIfAbsent(version, any -> new ArrayList<>(1))
                .add(store);
    }

    void add(ReadCars read) {
        reads.add(read);
    }

    void add(Loss loss) {
        losses.add(loss);
    }

    void died(int node, long when) {
        deaths.put(node, when);
    }

    /** Notes how often something has happened at a node, at least. */
    void count(int node, Count count, long times) {
        counts.computeIfAbsent(node, any -> new EnumMap<>(Count.class)).merge(count, times, Math::max);
    }

    /** Returns how often something has happened at all nodes together. */
    long count(Count count) {
        return counts.values().stream()
                .mapToLong(ofNode -> ofNode.getOrDefault(count, 0L))
                .sum();
    }

    /** Puts the changes in the order of their versions. */
    void sort() {
        changes.values().forEach(all -> all.sort(Comparator.comparingLong(Changed::version)));
    }

    /** Returns the changes of a car that left nothing as old as a version. */
    List<Changed> changesBeyond(long id, long version) {
        List<Changed> all = changes.getOrDefault(id, List.of());
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).version() > version) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return all.subList(low, all.size());
    }

    List<Stored> stored(long id, long version) {
        return stored.getOrDefault(id, Map.of()).getOrDefault(version, List.of());
    }

    List<ReadCars> reads() {
        return reads;
    }

    Stalls stalls(int node) {
        return stalls.computeIfAbsent(node, any -> new Stalls());
    }

    /** Returns when a node was killed; {@link Long#MAX_VALUE} if it was not. */
    long death(int node) {
        return deaths.getOrDefault(node, Long.MAX_VALUE);
    }

    List<Loss> losses() {
        return losses;
    }
}
