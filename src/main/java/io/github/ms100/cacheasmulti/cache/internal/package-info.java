/** What stores and engine tell each other beyond the public contract: entries, their changes, the current transaction. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.internal;

import org.jspecify.annotations.NullMarked;
