/** The algorithm of a batch call over plain collections: lookup, load, store, evict. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.batch;

import org.jspecify.annotations.NullMarked;
