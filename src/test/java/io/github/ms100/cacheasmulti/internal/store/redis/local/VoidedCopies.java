package io.github.ms100.cacheasmulti.internal.store.redis.local;

/** Voids the local copies of a node, for tests; nothing else happens, as it does with a gap. */
public final class VoidedCopies {

    private VoidedCopies() {}

    public static void of(Node node) {
        node.fence().tellAll();
    }
}
