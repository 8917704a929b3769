/** Meters of what batches do, for Micrometer. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.metrics;

import org.jspecify.annotations.NullMarked;
