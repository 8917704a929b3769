/** The endpoint {@code cachebatches} of Spring Boot's Actuator, and its page (O8). */
@NullMarked
package io.github.ms100.cacheasmulti.internal.endpoint;

import org.jspecify.annotations.NullMarked;
