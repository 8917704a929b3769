/** Sparing caches that cannot be reached, by circuit breakers. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.cooldown;

import org.jspecify.annotations.NullMarked;
