/** From containers to elements and back: takes the argument apart and rebuilds it, reads and assembles the result. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.shape;

import org.jspecify.annotations.NullMarked;
