/** What the library remembers of things of which there may be any number. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.memory;

import org.jspecify.annotations.NullMarked;
