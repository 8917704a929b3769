/** Front end for the JSR-107 annotations: operation source, interceptor, and the way from them to the engine. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.jcache;

import org.jspecify.annotations.NullMarked;
