/** The stores the library knows, one converter each; the only code that sees the classes of a store. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import org.jspecify.annotations.NullMarked;
