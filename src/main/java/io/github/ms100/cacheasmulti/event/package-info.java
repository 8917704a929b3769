/** What happens in batches, told to whoever listens. */
@NullMarked
package io.github.ms100.cacheasmulti.event;

import org.jspecify.annotations.NullMarked;
