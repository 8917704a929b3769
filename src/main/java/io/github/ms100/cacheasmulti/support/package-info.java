/** Pieces an application may use, and never gets without asking. */
@NullMarked
package io.github.ms100.cacheasmulti.support;

import org.jspecify.annotations.NullMarked;
