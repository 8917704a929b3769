package io.github.ms100.cacheasmulti.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the suite measures: some operations of some subjects, each beside the code by hand.
 *
 * @param rounds how often, each time in a process of its own
 */
record Cells(
        StoreKind store,
        Set<String> operations,
        Set<Variant> variants,
        Set<Integer> sizes,
        List<String> subjects,
        int rounds) {

    static final Set<String> ALL = Set.of("allHit", "halfHit", "allMiss", "evict");

    private static final Set<String> TWO_LEVELS = Set.of("allHit", "halfLocal", "allMiss", "evict");

    private static final Set<String> HITS = Set.of("allHit");

    private static final Set<Variant> PLAIN = Set.of(Variant.PLAIN);

    private static final List<String> OURS = List.of("CACHE_AS_MULTI");

    private static final List<String> LOOPS = List.of("LOOP_OF_CACHE", "LOOP_OF_METHOD");

    private static final List<String> SPRING = List.of("CACHE_AS_MULTI", "LOOP_OF_CACHE", "LOOP_OF_METHOD");

    private Cells(
            StoreKind store, Set<String> operations, Set<Variant> variants, Set<Integer> sizes, List<String> subjects) {
        this(store, operations, variants, sizes, subjects, 1);
    }

    /** Returns what is measured in a process: the peers if there are any, else this library. */
    static List<Cells> of(Mode mode, List<Peer> peers) {
        if (!peers.isEmpty()) {
            return ofPeers(peers, mode);
        }
        return switch (mode) {
            case QUICK -> quick();
            case FULL -> full();
            case LOCAL -> local();
            case SMOKE -> Stream.of(quick(), local()).flatMap(List::stream).toList();
        };
    }

    /** The most telling ones, at 100 keys. */
    private static List<Cells> quick() {
        return List.of(
                new Cells(StoreKind.CAFFEINE, HITS, PLAIN, Set.of(100), SPRING),
                new Cells(
                        StoreKind.CAFFEINE,
                        HITS,
                        Set.of(Variant.KEY_PREFIX, Variant.TWO_PARAMETERS),
                        Set.of(100),
                        OURS),
                new Cells(StoreKind.CAFFEINE, Set.of("halfHit"), PLAIN, Set.of(100), OURS),
                new Cells(StoreKind.CONCURRENT_MAP, HITS, PLAIN, Set.of(100), OURS),
                new Cells(StoreKind.REDIS_JSON, Set.of("allHit", "allMiss", "evict"), PLAIN, Set.of(100), OURS),
                new Cells(StoreKind.REDIS_CLUSTER, Set.of("allHit", "allMiss"), PLAIN, Set.of(100), OURS));
    }

    private static List<Cells> local() {
        return List.of(
                new Cells(StoreKind.REDIS_LOCAL, TWO_LEVELS, PLAIN, Set.of(100), OURS, Comparison.ROUNDS),
                new Cells(StoreKind.REDIS_LOCAL, HITS, Set.of(Variant.TEXT_KEYS), Set.of(100), OURS, Comparison.ROUNDS),
                new Cells(
                        StoreKind.REDIS_LOCAL,
                        HITS,
                        PLAIN,
                        Set.of(1),
                        List.of("CACHE_AS_MULTI", "SINGLE_CALL"),
                        Comparison.ROUNDS));
    }

    private static List<Cells> full() {
        Set<Variant> keys = Set.of(Variant.KEY_IDS, Variant.KEY_PREFIX, Variant.TWO_PARAMETERS);
        Set<Variant> shapes = Set.of(Variant.LIST, Variant.ROWS, Variant.SYNC);
        return List.of(
                new Cells(StoreKind.CAFFEINE, ALL, PLAIN, Set.of(100, 1000), OURS, Comparison.ROUNDS),
                new Cells(StoreKind.CAFFEINE, ALL, PLAIN, Set.of(100, 1000), LOOPS),
                new Cells(StoreKind.CAFFEINE, HITS, PLAIN, Set.of(1), List.of("CACHE_AS_MULTI", "SINGLE_CALL")),
                new Cells(StoreKind.CAFFEINE, HITS, PLAIN, Set.of(10, 10_000), OURS),
                new Cells(StoreKind.CAFFEINE, HITS, keys, Set.of(100, 1000), OURS),
                new Cells(StoreKind.CAFFEINE, HITS, shapes, Set.of(100), OURS),
                new Cells(StoreKind.CONCURRENT_MAP, ALL, PLAIN, Set.of(100), OURS, Comparison.ROUNDS),
                new Cells(StoreKind.CONCURRENT_MAP, HITS, PLAIN, Set.of(1000), OURS, Comparison.ROUNDS),
                new Cells(StoreKind.CONCURRENT_MAP, ALL, PLAIN, Set.of(100), LOOPS),
                new Cells(StoreKind.EHCACHE, ALL, PLAIN, Set.of(100), SPRING),
                new Cells(StoreKind.REDIS_JDK, Set.of("allHit", "allMiss"), PLAIN, Set.of(100), SPRING),
                new Cells(StoreKind.REDIS_JSON, ALL, PLAIN, Set.of(100), OURS, Comparison.ROUNDS),
                new Cells(StoreKind.REDIS_JSON, ALL, PLAIN, Set.of(100), LOOPS),
                new Cells(StoreKind.REDIS_JSON, ALL, PLAIN, Set.of(1000), OURS),
                new Cells(StoreKind.REDIS_CLUSTER, ALL, PLAIN, Set.of(100), SPRING),
                new Cells(StoreKind.REDIS_CLUSTER, ALL, PLAIN, Set.of(1000), OURS));
    }

    /** The cells of other libraries: each store they support. */
    private static List<Cells> ofPeers(List<Peer> peers, Mode mode) {
        List<Cells> cells = new ArrayList<>();
        for (StoreKind store : StoreKind.values()) {
            List<String> subjects = new ArrayList<>();
            peers.stream().filter(peer -> peer.supports(store)).map(Peer::name).forEach(subjects::add);
            if (!subjects.isEmpty() && isOf(mode, store)) {
                cells.add(ofPeers(store, mode, subjects));
            }
        }
        return cells;
    }

    private static boolean isOf(Mode mode, StoreKind store) {
        return mode == Mode.SMOKE || (mode == Mode.LOCAL) == store.hasLocalLevel();
    }

    private static Cells ofPeers(StoreKind store, Mode mode, List<String> subjects) {
        if (store.hasLocalLevel()) {
            return new Cells(store, Set.of("allHit", "evict"), PLAIN, Set.of(100), subjects, Comparison.ROUNDS);
        }
        boolean remote = store == StoreKind.REDIS_JSON || store == StoreKind.REDIS_CLUSTER;
        Set<String> few = remote ? Set.of("allHit", "allMiss") : HITS;
        return new Cells(store, mode == Mode.FULL ? ALL : few, PLAIN, Set.of(100), subjects);
    }
}
