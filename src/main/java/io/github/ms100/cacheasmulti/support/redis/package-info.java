/** What an application can set on its Redis caches: a time to live per cache, values as JSON, and a writer for batches. */
@NullMarked
package io.github.ms100.cacheasmulti.support.redis;

import org.jspecify.annotations.NullMarked;
