package io.github.ms100.cacheasmulti.inheritance;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A method for one car and a method for many, without annotations. */
interface Cars {

    String findById(Long id);

    Map<Long, String> findByIds(Collection<Long> ids);

    /** Returns the ids that were loaded, one list per load. */
    List<List<Long>> loads();
}
