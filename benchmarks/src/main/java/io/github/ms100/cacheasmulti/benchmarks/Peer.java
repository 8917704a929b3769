package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Another library. Found by the service loader, so that its jars are on the class path of its own process only. */
public interface Peer {

    String name();

    boolean supports(StoreKind store);

    /** Returns a batch on entries of its own, or on those of the cache manager, in the given store. */
    Batch open(StoreKind kind, Store store) throws Exception;

    /**
     * Returns what changes the entries of the given batch between two measurements: on a connection of its own where that is
     * possible, so that the measured one is as idle as the others are.
     */
    default Batch openRestorer(StoreKind kind, Store store, Batch measured) throws Exception {
        return measured;
    }

    static Optional<Peer> named(String name) {
        return onClassPath().stream().filter(peer -> peer.name().equals(name)).findAny();
    }

    static List<Peer> onClassPath() {
        return ServiceLoader.load(Peer.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
