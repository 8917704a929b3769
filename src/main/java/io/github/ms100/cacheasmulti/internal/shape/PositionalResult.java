package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or array with one value per element, in the order of the argument (S9). */
final class PositionalResult extends ResultShape {

    private final RowContainer container;

    PositionalResult(BatchMethod method, Object absent) {
        super(method, RowContainer.rowType(method), absent);
        this.container = RowContainer.of(method);
    }

    @Override
    public @Nullable Object[] read(@Nullable Object returned, @Nullable Object[] asked, Unmatched unmatched) {
        @Nullable Object[] values = Elements.of((returned == null) ? List.of() : returned);
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
        return container.of(rows);
    }

    @Override
    public boolean isPositional() {
        return true;
    }
}
