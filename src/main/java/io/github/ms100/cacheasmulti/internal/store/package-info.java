/** The caches that work in batches: views of those the library knows, and a loop over any other. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.store;

import org.jspecify.annotations.NullMarked;
