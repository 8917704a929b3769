package io.github.ms100.cacheasmulti.internal.store.redis.local;

/** Counts what happens between nodes, where nothing is refused. */
final class CountedEvents implements NodeEvents {

    int gaps;

    /** How many messages have come or been sent. */
    int told;

    @Override
    public void told(String cache, int keys, boolean sent) {
        told++;
    }

    @Override
    public void refused(RuntimeException reason) {
        throw new AssertionError("nothing is refused", reason);
    }

    @Override
    public void gap() {
        gaps++;
    }
}
