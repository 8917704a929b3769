/** What a batch method declared, read from its annotations. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.method;

import org.jspecify.annotations.NullMarked;
