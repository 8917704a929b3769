package io.github.ms100.cacheasmulti.demo.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was seen while several calls ran at once.
 *
 * @param idsRead for each call, in order, the ids that it asked the database for, in whatever thread
 * @param whole what was seen of all calls
 */
public record SharedEvidence(List<Set<Object>> idsRead, Evidence whole) {

    /** Returns the ids that any of the calls asked the database for. */
    public Set<Object> idsReadByAny() {
        Set<Object> ids = new HashSet<>();
        idsRead.forEach(ids::addAll);
        return ids;
    }
}
