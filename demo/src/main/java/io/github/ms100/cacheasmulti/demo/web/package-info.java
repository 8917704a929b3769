/** The REST API behind the page. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.web;

import org.jspecify.annotations.NullMarked;
