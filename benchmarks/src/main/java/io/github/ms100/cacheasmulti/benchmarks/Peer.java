package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;
import java.util.ServiceLoader;

/** Another library. Found by the service loader, so that its jars are on the class path of its own process only. */
public interface Peer {

    String name();

    boolean supports(StoreKind store);

    /** Returns a batch on entries of its own, or on those of the cache manager, in the given store. */
    Batch open(StoreKind kind, Store store) throws Exception;

    static List<Peer> onClassPath() {
        return ServiceLoader.load(Peer.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
