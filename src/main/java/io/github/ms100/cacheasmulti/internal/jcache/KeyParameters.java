package io.github.ms100.cacheasmulti.internal.jcache;

import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that make the key: those with {@code @CacheKey}; if there are none, all but the one with {@code
 * @CacheValue} (J2). A batch parameter is among them even if it is that: its elements are the keys.
 */
final class KeyParameters {

    private final Method method;

    private final int batchIndex;

    /** Ascending. */
    private final int[] positions;

    private KeyParameters(Method method, int batchIndex, int[] positions) {
        this.method = method;
        this.batchIndex = batchIndex;
        this.positions = positions;
    }

    static KeyParameters of(Method method, int batchIndex) {
        int[] chosen = positions(method, position -> has(method, position, CacheKey.class));
        int[] all = positions(method, position -> position == batchIndex || !has(method, position, CacheValue.class));
        return new KeyParameters(method, batchIndex, (chosen.length == 0) ? all : chosen);
    }

    /** Returns whether a parameter of a method has an annotation. */
    static boolean has(Method method, int position, Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getParameterAnnotations()[position]).anyMatch(annotation::isInstance);
    }

    /** Returns whether the batch parameter is among them. */
    boolean includeElement() {
        return indexOfElement() >= 0;
    }

    /** Returns whether the batch parameter is the only one of them. */
    boolean areElementsAlone() {
        return positions.length == 1 && includeElement();
    }

    /** Returns where the batch parameter stands among them. */
    int indexOfElement() {
        return Arrays.binarySearch(positions, batchIndex);
    }

    /** Chooses them from all parameters of a call. */
    CacheInvocationParameter[] of(CacheInvocationParameter[] all) {
        return Arrays.stream(positions).mapToObj(position -> all[position]).toArray(CacheInvocationParameter[]::new);
    }

    /** Chooses their arguments from all of a call, as Spring hands them to a {@code KeyGenerator}: variable ones each by itself. */
    @Nullable
    Object[] generatorArguments(@Nullable Object[] arguments) {
        @Nullable Object[] selected = new Object[positions.length];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = arguments[positions[i]];
        }
        boolean endWithLast = positions[positions.length - 1] == arguments.length - 1;
        return endWithLast ? ArgumentShape.expandVarargs(method, indexOfElement(), selected) : selected;
    }

    private static int[] positions(Method method, IntPredicate filter) {
        return IntStream.range(0, method.getParameterCount()).filter(filter).toArray();
    }
}
