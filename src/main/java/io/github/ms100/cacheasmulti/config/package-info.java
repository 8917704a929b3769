/** Puts the library into an application context; needs no Spring Boot. */
@NullMarked
package io.github.ms100.cacheasmulti.config;

import org.jspecify.annotations.NullMarked;
