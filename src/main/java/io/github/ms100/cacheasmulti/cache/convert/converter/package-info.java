/** How a user turns caches of his own into batch caches. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.convert.converter;

import org.jspecify.annotations.NullMarked;
