package io.github.ms100.cacheasmulti.internal.statistics;

/**
 * Something in the last interval, and since the start.
 *
 * @param interval that of the interval
 * @param total that since the start
 */
record Lately<T>(T interval, T total) {}
