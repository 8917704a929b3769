/** The stock of the warehouses, which are far away: an asynchronous repository, whose overlapping calls share their loads. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.stock;

import org.jspecify.annotations.NullMarked;
