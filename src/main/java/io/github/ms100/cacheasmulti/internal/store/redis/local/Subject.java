package io.github.ms100.cacheasmulti.internal.store.redis.local;

/**
 * What a change is about.
 *
 * @param cache the name of the cache
 * @param prefix what its keys begin with in Redis; empty if nothing
 */
public record Subject(String cache, String prefix) {}
