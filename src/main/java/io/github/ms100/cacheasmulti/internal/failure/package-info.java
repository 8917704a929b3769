/** What becomes of failures of caches: whom they are told, and when a store is spared. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.failure;

import org.jspecify.annotations.NullMarked;
