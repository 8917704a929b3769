/** The test kit: contracts for authors of stores, and assertions on batch methods for their users. */
@NullMarked
package io.github.ms100.cacheasmulti.test;

import org.jspecify.annotations.NullMarked;
