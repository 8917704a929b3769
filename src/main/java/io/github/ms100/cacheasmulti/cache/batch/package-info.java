/** Batches of cached values without an annotation: typed caches, what came of each key, and loads that succeed in part. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.batch;

import org.jspecify.annotations.NullMarked;
