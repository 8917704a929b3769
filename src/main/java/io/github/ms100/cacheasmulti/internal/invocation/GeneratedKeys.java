package io.github.ms100.cacheasmulti.internal.invocation;

import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleKeyGenerator;

/** The keys that a key generator makes in one call. */
final class GeneratedKeys {

    private final KeyGenerator generator;

    private final Object target;

    private final BatchMethod method;

    /** What the generator is given, but for the element. */
    private final @Nullable Object[] arguments;

    private final int elementIndex;

    GeneratedKeys(KeyGeneration how, Object target, BatchMethod method, @Nullable Object[] callersArguments) {
        this.generator = how.generator();
        this.target = target;
        this.method = method;
        this.arguments = how.arguments().apply(callersArguments);
        this.elementIndex = how.elementIndex();
    }

    /** Returns whether they are made by Spring's default generator, exactly. */
    boolean byDefault() {
        return generator.getClass() == SimpleKeyGenerator.class;
    }

    /** Returns whether an element is its own key, unless it is null or an array. */
    boolean areElements() {
        return byDefault() && arguments.length == 1;
    }

    @Nullable
    Object generate(@Nullable Object element) {
        @Nullable Object[] withElement = arguments.clone();
        withElement[elementIndex] = element;
        return generator.generate(target, method.method(), withElement);
    }
}
