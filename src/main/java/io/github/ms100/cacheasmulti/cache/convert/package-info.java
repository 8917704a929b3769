/** Turns any Spring cache into one that works in batches. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.convert;

import org.jspecify.annotations.NullMarked;
