/** What suppliers ask for, some of whom may not answer: a cache that is asked by its keys, and what came of each. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.offers;

import org.jspecify.annotations.NullMarked;
