/**
 * What is made of a batch method once and kept: its operations, expressions and shapes, checked when the bean is
 * made.
 */
@NullMarked
package io.github.ms100.cacheasmulti.internal.plan;

import org.jspecify.annotations.NullMarked;
