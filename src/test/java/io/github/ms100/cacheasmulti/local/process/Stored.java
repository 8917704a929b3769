package io.github.ms100.cacheasmulti.local.process;

/**
 * One version of one car on its way into the cache, loaded or put.
 *
 * @param end when the operation had ended; {@link Long#MAX_VALUE} if its node was killed in it
 * @param failed whether it ended with an exception, so that nobody knows whether it was stored
 * @param loaded whether it was read from the database for that, else it was put
 */
record Stored(int node, long begun, long end, boolean failed, boolean loaded) {

    /** Returns whether its node was killed in the operation. */
    boolean isCutOff() {
        return end == Long.MAX_VALUE;
    }
}
