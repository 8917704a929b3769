/** The delivery times: a cached repository as the catalogue's, with the annotations of JSR-107. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.delivery;

import org.jspecify.annotations.NullMarked;
