package io.github.ms100.cacheasmulti.local.process;

/** What nodes count. */
enum Count {
    READS,
    LOADS,
    EVICTS,
    PUTS,
    CLEARS,
    FAILURES,
    LOCAL_KEYS_ASKED,
    LOCAL_HITS,
    FILLS,
    MESSAGES_SENT,
    MESSAGES_RECEIVED,
    GAPS,
    VALIDATED_AGAIN;

    /** Returns whether it happens in every run, however short. */
    boolean isCertain() {
        return this != CLEARS && this != FAILURES && this != GAPS;
    }
}
