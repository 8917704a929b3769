package io.github.ms100.cacheasmulti.internal.invocation;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.KeyGenerator;

/**
 * How a key generator makes the keys of one operation.
 *
 * @param generator the generator
 * @param arguments chooses what the generator is given from the caller's own arguments; does not change them
 * @param elementIndex where in what was chosen an element takes the place of the batch parameter
 */
public record KeyGeneration(KeyGenerator generator, UnaryOperator<@Nullable Object[]> arguments, int elementIndex) {}
