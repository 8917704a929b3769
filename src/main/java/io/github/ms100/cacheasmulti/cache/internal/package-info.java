/** What stores tell the engine beyond the public contract. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.internal;

import org.jspecify.annotations.NullMarked;
