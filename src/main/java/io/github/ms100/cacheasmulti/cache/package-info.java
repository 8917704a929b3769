/** The batch SPI: a cache that works on many keys in one call, and how it reports a partial failure. */
@NullMarked
package io.github.ms100.cacheasmulti.cache;

import org.jspecify.annotations.NullMarked;
