/** What users write on their methods. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.annotation;

import org.jspecify.annotations.NullMarked;
