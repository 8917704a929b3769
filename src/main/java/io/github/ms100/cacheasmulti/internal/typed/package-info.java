/** Typed caches: the engine, called without a method. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.typed;

import org.jspecify.annotations.NullMarked;
