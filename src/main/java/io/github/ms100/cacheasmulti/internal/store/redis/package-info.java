/** Redis as a store of batches: keys, values, locks and the order of writes; what is sent is made one package below. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.store.redis;

import org.jspecify.annotations.NullMarked;
