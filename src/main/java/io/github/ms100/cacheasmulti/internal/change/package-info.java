/** Entries, what changes them while they are loaded, and the transaction that changes wait for. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.change;

import org.jspecify.annotations.NullMarked;
