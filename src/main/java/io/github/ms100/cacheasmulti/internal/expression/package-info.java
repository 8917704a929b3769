/** Key, condition and unless expressions, judged per element. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.expression;

import org.jspecify.annotations.NullMarked;
