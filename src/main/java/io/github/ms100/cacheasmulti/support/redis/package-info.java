/** What an application can set on its Redis caches: a time to live per cache, and values as JSON. */
@NullMarked
package io.github.ms100.cacheasmulti.support.redis;

import org.jspecify.annotations.NullMarked;
