/** What the profile {@code redis} adds: a check at start-up and a count of commands; and servers to start. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.redis;

import org.jspecify.annotations.NullMarked;
