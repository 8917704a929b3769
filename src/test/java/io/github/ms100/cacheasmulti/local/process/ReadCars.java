package io.github.ms100.cacheasmulti.local.process;

/**
 * What one operation has read.
 *
 * @param begun before it asked the cache
 */
record ReadCars(int node, long begun, long[] ids, long[] versions) {}
