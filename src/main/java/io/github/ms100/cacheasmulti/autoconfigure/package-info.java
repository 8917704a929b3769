/** What Spring Boot does by itself: auto-configuration, properties and failure analysis. */
@NullMarked
package io.github.ms100.cacheasmulti.autoconfigure;

import org.jspecify.annotations.NullMarked;
