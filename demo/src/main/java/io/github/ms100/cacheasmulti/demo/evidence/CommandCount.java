package io.github.ms100.cacheasmulti.demo.evidence;

import java.util.Map;

/** Counts the commands sent to a cache server since the application started. */
@FunctionalInterface
public interface CommandCount {

    /** Returns how often each command was sent so far, as a copy. */
    Map<String, Long> soFar();
}
