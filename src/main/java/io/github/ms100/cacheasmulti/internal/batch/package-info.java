/** The batch algorithm over plain collections, and what it asks of a cache beyond the public SPI. Not API. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.batch;

import org.jspecify.annotations.NullMarked;
