/**
 * One call of a batch method, whatever its annotations: from the caller's argument through the engine to the result.
 */
@NullMarked
package io.github.ms100.cacheasmulti.internal.call;

import org.jspecify.annotations.NullMarked;
