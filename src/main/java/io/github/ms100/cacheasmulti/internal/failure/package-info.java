/** What becomes of failures of caches: whom they are told, when a store is spared, and which say that its server is gone. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.failure;

import org.jspecify.annotations.NullMarked;
