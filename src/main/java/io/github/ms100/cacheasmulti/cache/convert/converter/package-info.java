/** One converter per store; the only code that sees the classes of that store. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.convert.converter;

import org.jspecify.annotations.NullMarked;
