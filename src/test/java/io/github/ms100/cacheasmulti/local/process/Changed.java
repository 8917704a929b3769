package io.github.ms100.cacheasmulti.local.process;

/**
 * One change of one car that has returned.
 *
 * @param begun before the cache was changed, after the database
 * @param version what the database held then: nothing older is to be found any more
 */
record Changed(int node, long begun, long returned, long version) {}
