/**
 * Front end for Spring's cache annotations: operation source, interceptor, and the way from Spring's operations to
 * the engine.
 */
@NullMarked
package io.github.ms100.cacheasmulti.internal.spring;

import org.jspecify.annotations.NullMarked;
