/**
 * The algorithm over plain collections: evict, look up, load, store, evict; no proxy, no reflection, no SpEL, no
 * store.
 */
@NullMarked
package io.github.ms100.cacheasmulti.internal.engine;

import org.jspecify.annotations.NullMarked;
