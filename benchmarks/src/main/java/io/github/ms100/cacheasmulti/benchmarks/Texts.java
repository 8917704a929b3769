package io.github.ms100.cacheasmulti.benchmarks;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Ids as {@code String}s, made once for each list, as if the caller had them. Used by one thread. */
final class Texts {

    private final Map<List<Long>, List<String>> made = new IdentityHashMap<>();

    List<String> of(List<Long> ids) {
        return made.computeIfAbsent(
                ids, all -> all.stream().map(String::valueOf).toList());
    }
}
