/** Commands to Redis and the drivers that send many of them together; uses nothing else of the library. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import org.jspecify.annotations.NullMarked;
