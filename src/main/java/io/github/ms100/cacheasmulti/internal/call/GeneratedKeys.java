package io.github.ms100.cacheasmulti.internal.call;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleKeyGenerator;

/** The keys that a {@link KeyGenerator} makes in one call. */
public final class GeneratedKeys implements OperationBinding.ElementKeys {

    private final KeyGenerator generator;

    private final Object target;

    private final Method method;

    private final @Nullable Object[] arguments;

    private final int elementIndex;

    /**
     * Creates the keys of a call.
     *
     * @param generator makes them
     * @param target the bean
     * @param method the method that the generator is told of
     * @param arguments what the generator is given, but for the element; not changed
     * @param elementIndex where in {@code arguments} an element belongs
     */
    public GeneratedKeys(
            KeyGenerator generator, Object target, Method method, @Nullable Object[] arguments, int elementIndex) {
        this.generator = generator;
        this.target = target;
        this.method = method;
        this.arguments = arguments;
        this.elementIndex = elementIndex;
    }

    @Override
    public @Nullable Object of(@Nullable Object element) {
        @Nullable Object[] withElement = arguments.clone();
        withElement[elementIndex] = element;
        return generator.generate(target, method, withElement);
    }

    /** Returns whether a generator makes different keys for different elements, arrays aside: Spring's default does. */
    public static boolean areDistinct(KeyGenerator generator) {
        return generator.getClass() == SimpleKeyGenerator.class;
    }
}
