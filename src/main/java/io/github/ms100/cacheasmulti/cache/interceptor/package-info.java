/** The public edge of the Spring front end: cache resolvers that already yield batch caches. */
@NullMarked
package io.github.ms100.cacheasmulti.cache.interceptor;

import org.jspecify.annotations.NullMarked;
