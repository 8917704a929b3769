/** The local level in front of Redis, whatever carries its messages: copies, the fences around them, and what nodes tell each other. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.store.redis.local;

import org.jspecify.annotations.NullMarked;
