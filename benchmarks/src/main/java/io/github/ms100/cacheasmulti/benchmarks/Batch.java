package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;

/** One way to work with many cached cars at once. */
public interface Batch extends AutoCloseable {

    /** Returns the cars with the given ids, in the shape of the {@link Variant}; loads and stores those not cached. */
    Object find(List<Long> ids) throws Exception;

    /** Returns when the cars with the given ids are no longer cached. */
    void evict(List<Long> ids) throws Exception;

    @Override
    default void close() throws Exception {}
}
