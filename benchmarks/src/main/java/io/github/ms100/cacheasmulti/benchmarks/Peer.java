package io.github.ms100.cacheasmulti.benchmarks;

/** Another library. Found by the service loader, so that its jars are on the class path of its own process only. */
public interface Peer {

    String name();

    /** Returns a batch on entries of its own. */
    Batch open(Store store) throws Exception;
}
