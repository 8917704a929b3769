package io.github.ms100.cacheasmulti.internal.typed;

/**
 * What the user has said of a cache.
 *
 * @param name its name
 * @param type of its values
 * @param strictNull whether {@code null} is a value (S11)
 */
record CacheTerms(String name, Class<?> type, boolean strictNull) {}
