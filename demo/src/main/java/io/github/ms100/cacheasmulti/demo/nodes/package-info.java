/** The profile {@code nodes}: two nodes of one application, whose local copies of what is in Redis are kept true. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.nodes;

import org.jspecify.annotations.NullMarked;
