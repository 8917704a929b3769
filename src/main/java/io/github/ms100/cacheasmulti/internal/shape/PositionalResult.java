package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** A list or array with one value per element, in the order of the argument (S9). */
final class PositionalResult extends ResultShape {

    private final Containers.Factory container;

    /** The type of its items if it is an array that has no place for {@code null}. */
    private final @Nullable Class<?> primitive;

    PositionalResult(BatchMethod method, Object absent) {
        super(method, absent);
        this.container = ReturnTypes.container(method);
        Class<?> item = method.resultType().toClass().getComponentType();
        this.primitive = (item != null && item.isPrimitive()) ? item : null;
    }

    @Override
    public @Nullable Object[] read(@Nullable Object returned, @Nullable Object[] asked, Unmatched unmatched) {
        @Nullable Object[] values = Containers.elements((returned == null) ? List.of() : returned);
        if (values.length == 0) {
            @Nullable Object[] missing = new Object[asked.length];
            Arrays.fill(missing, missing());
            return missing;
        }
        if (values.length != asked.length) {
            throw new IllegalStateException(
                    ("%s was asked for %d element(s) but returned %d value(s): a result matched by position must have one"
                                    + " value, or null, for each. Nothing was cached. If it returns rows in any order, name"
                                    + " the property that holds the element in @CacheAsMulti(asElementField = …).")
                            .formatted(method(), asked.length, values.length));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = unwrap(values[i]);
        }
        return values;
    }

    @Override
    public Object assemble(@Nullable Object[] elements, int @Nullable [] positions, @Nullable Object[] values) {
        @Nullable Object[] rows = new Object[(positions == null) ? values.length : positions.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = wrap(values[(positions == null) ? i : positions[i]]);
        }
        if (primitive != null) {
            rejectNull(primitive, rows);
        }
        return container.create(null, Arrays.asList(rows));
    }

    private void rejectNull(Class<?> primitive, @Nullable Object[] rows) {
        int missing = Arrays.asList(rows).indexOf(null);
        if (missing >= 0) {
            Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(primitive);
            throw new IllegalStateException(
                    "%s returns %s[], which has no place for the missing value at position %d. Return %s[] or a List."
                            .formatted(method(), primitive, missing, boxed.getSimpleName()));
        }
    }

    @Override
    public boolean isPositional() {
        return true;
    }
}
