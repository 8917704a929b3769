/** Observations of what batches do, for Micrometer. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.observation;

import org.jspecify.annotations.NullMarked;
