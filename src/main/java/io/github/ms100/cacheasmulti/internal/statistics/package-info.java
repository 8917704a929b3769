/** What batches have done, in numbers of the library's own. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.statistics;

import org.jspecify.annotations.NullMarked;
