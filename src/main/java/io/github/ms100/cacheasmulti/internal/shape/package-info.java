/** Pure functions between containers and elements: rebuild the argument, read and assemble the result. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.shape;

import org.jspecify.annotations.NullMarked;
