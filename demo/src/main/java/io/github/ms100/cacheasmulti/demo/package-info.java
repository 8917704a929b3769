/** The application. */
@NullMarked
package io.github.ms100.cacheasmulti.demo;

import org.jspecify.annotations.NullMarked;
