/** What comes later: futures, and the threads in which calls go on that have waited for one. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.later;

import org.jspecify.annotations.NullMarked;
