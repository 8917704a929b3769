/** Entries, what changes them while they are loaded, the transaction that changes wait for, and the threads calls go on in. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.change;

import org.jspecify.annotations.NullMarked;
