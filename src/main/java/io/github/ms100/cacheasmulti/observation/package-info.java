/** What users see of batches by Micrometer's observations: documentation, contexts, and conventions to name things otherwise. */
@NullMarked
package io.github.ms100.cacheasmulti.observation;

import org.jspecify.annotations.NullMarked;
