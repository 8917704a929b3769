package io.github.ms100.cacheasmulti.support.redis;

import org.jspecify.annotations.Nullable;

/**
 * A type that a document names.
 *
 * @param type the class of the value
 * @param key what JSON cannot say: the class of a map's keys or of an enum set's elements; {@code null} for texts
 */
record TypeId(Class<?> type, @Nullable Class<?> key) {}
