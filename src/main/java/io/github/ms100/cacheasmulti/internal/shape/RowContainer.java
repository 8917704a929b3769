package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Makes the list, set or array in which a method returns its rows.
 *
 * @param method the method
 * @param type its return type
 */
record RowContainer(BatchMethod method, Class<?> type) {

    static RowContainer of(BatchMethod method) {
        return new RowContainer(method, method.returnType().toClass());
    }

    /** Returns the type of one row of a method that returns a list, set or array. */
    static ResolvableType rowType(BatchMethod method) {
        ResolvableType type = method.returnType();
        return type.isArray()
                ? type.getComponentType()
                : type.as(Iterable.class).getGeneric(0);
    }

    /** Returns a new container of the method's return type that holds the given rows. */
    Object of(@Nullable Object[] rows) {
        if (type == Set.class) {
            return new LinkedHashSet<>(Arrays.asList(rows));
        }
        if (!type.isArray()) {
            return new ArrayList<>(Arrays.asList(rows));
        }
        Object array = Array.newInstance(type.getComponentType(), rows.length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null && type.getComponentType().isPrimitive()) {
                throw new IllegalStateException(
                        "%s returns %s, which has no place for the missing value at position %d. Return %s[] or a List."
                                .formatted(method, type.getSimpleName(), i, boxedName()));
            }
            Array.set(array, i, rows[i]);
        }
        return array;
    }

    private String boxedName() {
        return ClassUtils.resolvePrimitiveIfNecessary(type.getComponentType()).getSimpleName();
    }
}
