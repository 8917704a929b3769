/** Who loads what just now: of calls that overlap in this JVM each key is loaded by one. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.flight;

import org.jspecify.annotations.NullMarked;
