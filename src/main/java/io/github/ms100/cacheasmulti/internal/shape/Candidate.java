package io.github.ms100.cacheasmulti.internal.shape;

import org.jspecify.annotations.Nullable;

/**
 * The id of a row, looked up as the elements see it: what they equal need not equal them, as a {@code Date} equals the
 * {@code Timestamp} of a row, but not the other way round.
 *
 * @param id the id
 */
record Candidate(Object id) {

    @Override
    public boolean equals(@Nullable Object element) {
        return element != null && element.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
