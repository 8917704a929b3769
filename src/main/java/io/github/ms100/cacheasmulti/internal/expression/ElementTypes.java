package io.github.ms100.cacheasmulti.internal.expression;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.lang.reflect.Modifier;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The classes of an element and of its value, where they are certain: final, so that no object can have more members.
 *
 * @param element that of the element; {@code null} if it is not certain
 * @param value that of what {@code #result} is; {@code null} if it is not certain
 */
record ElementTypes(@Nullable Class<?> element, @Nullable Class<?> value) {

    static ElementTypes of(BatchMethod method) {
        return new ElementTypes(
                certain(itemOf(method.parameterType(), 0)), method.annotation().grouped() ? null : valueClass(method));
    }

    private static @Nullable Class<?> valueClass(BatchMethod method) {
        ResolvableType value = itemOf(method.returnType(), 1);
        boolean unwrapped = method.unwrapsOptional() && value.resolve() == Optional.class;
        return certain(unwrapped ? value.getGeneric() : value);
    }

    private static ResolvableType itemOf(ResolvableType container, int indexInMap) {
        if (container.isArray()) {
            return container.getComponentType();
        }
        if (Arrays.stream(container.getGenerics()).anyMatch(ElementTypes::isOfAnySupertype)) {
            return ResolvableType.NONE;
        }
        return Map.class.isAssignableFrom(container.toClass())
                ? container.as(Map.class).getGeneric(indexInMap)
                : container.as(Iterable.class).getGeneric();
    }

    // Spring takes ? super Long for a Long.
    private static boolean isOfAnySupertype(ResolvableType generic) {
        return generic.getType() instanceof WildcardType wildcard && wildcard.getLowerBounds().length > 0;
    }

    private static @Nullable Class<?> certain(ResolvableType type) {
        Class<?> resolved = type.resolve();
        if (resolved == null) {
            return null;
        }
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(resolved);
        // Of these, SpEL finds more than their members: statics, items, what is inside.
        boolean special = boxed.isArray() || boxed == Class.class || boxed == Optional.class;
        return (Modifier.isFinal(boxed.getModifiers()) && !special) ? boxed : null;
    }
}
