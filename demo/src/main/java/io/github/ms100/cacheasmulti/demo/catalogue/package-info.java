/** The products and the cached repository: the part that an application with this library would write itself. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.catalogue;

import org.jspecify.annotations.NullMarked;
