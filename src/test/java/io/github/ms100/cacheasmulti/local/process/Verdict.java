package io.github.ms100.cacheasmulti.local.process;

/** What is to be said of a version that was read, from good to bad. */
enum Verdict {

    /** Nothing newer was to be expected. */
    FRESH,

    /** It was older than a change of another node, of which this one need not have heard yet. */
    UNDER_WAY,

    /** A load that overlapped the change has stored it, and not long ago (L15 (i)). */
    OVERTAKEN_LOAD,

    /** What stored it had failed, and may have been executed after the change (L15 (iii)). */
    TIMED_OUT,

    /** The servers have lost what they had acknowledged of the change (L15 (iv)). */
    LOST_BY_SERVER,

    /** The node that could have taken it back was killed (L15 (v)). */
    NODE_DIED,

    /** It is older than promised. */
    STALE,

    /** Nobody has stored it. */
    UNHEARD_OF;

    boolean isViolation() {
        return this == STALE || this == UNHEARD_OF;
    }
}
