package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import io.github.ms100.cacheasmulti.internal.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Rows in any order, each of which knows the element it belongs to. */
final class FieldMatchedResult extends ResultShape {

    private static final Log logger = LogFactory.getLog(FieldMatchedResult.class);

    private final RowContainer container;

    private final ElementField field;

    private final boolean grouped;

    private final AtomicBoolean warned = new AtomicBoolean();

    FieldMatchedResult(BatchMethod method, ElementField field, Object absent) {
        super(method, RowContainer.rowType(method), absent);
        this.container = RowContainer.of(method);
        this.field = field;
        this.grouped = method.annotation().grouped();
    }

    @Override
    public @Nullable Object[] read(@Nullable Object returned, @Nullable Object[] asked) {
        Map<@Nullable Object, Integer> indexes = new HashMap<>();
        // Of elements that are equal, as a method that only puts may be given them, each takes one row.
        @Nullable Integer[] nextEqual = new Integer[asked.length];
        for (int i = asked.length - 1; i >= 0; i--) {
            nextEqual[i] = indexes.put(asked[i], i);
        }
        @Nullable Object[] values = new Object[asked.length];
        Arrays.fill(values, grouped ? null : missing());
        boolean[] matched = new boolean[asked.length];
        for (Object row : Elements.of((returned == null) ? List.of() : returned)) {
            Object value = unwrap(row);
            Object element = (value == null) ? null : field.read(value);
            Integer index = (element == null) ? null : indexes.get(element);
            if (value == null || index == null) {
                warnOfDropped(element);
            } else if (grouped) {
                group(values, index).add(value);
            } else if (matched[index]) {
                throw duplicate(element);
            } else {
                matched[index] = true;
                values[index] = value;
                indexes.put(element, Objects.requireNonNullElse(nextEqual[index], index));
            }
        }
        if (grouped) {
            completeGroups(values);
        }
        return values;
    }

    @Override
    public Object assemble(@Nullable Object[] elements, int @Nullable [] positions, @Nullable Object[] values) {
        List<@Nullable Object> rows = new ArrayList<>(values.length);
        for (Object value : values) {
            if (value == null || isAbsent(value)) {
                continue;
            }
            if (grouped) {
                rowsOf(value).stream().filter(Objects::nonNull).forEach(row -> rows.add(wrap(row)));
            } else {
                rows.add(wrap(value));
            }
        }
        return container.of(rows.toArray());
    }

    private Collection<?> rowsOf(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        throw new IllegalStateException(
                "%s is grouped, so the cached value of an element must be a List of its rows, but it is a %s"
                        .formatted(method(), value.getClass().getName()));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> group(@Nullable Object[] values, int index) {
        List<Object> group = (List<Object>) values[index];
        if (group == null) {
            group = new ArrayList<>();
            values[index] = group;
        }
        return group;
    }

    private void completeGroups(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = isStrict() ? missing() : new ArrayList<>();
            }
        }
    }

    private IllegalStateException duplicate(@Nullable Object element) {
        return new IllegalStateException(
                ("%s returned several rows whose '%s' is '%s', but an element has one value. Nothing was cached. If an"
                                + " element may have many rows, set @CacheAsMulti(grouped = true).")
                        .formatted(method(), field.path(), Printable.of(element)));
    }

    private void warnOfDropped(@Nullable Object element) {
        if (warned.compareAndSet(false, true)) {
            String what = (element == null)
                    ? "a row that is null or has no '%s'".formatted(field.path())
                    : "a row whose '%s' is '%s', which was not asked for"
                            .formatted(field.path(), Printable.of(element));
            logger.warn("%s returned %s; such rows are neither cached nor returned (logged once per method)"
                    .formatted(method(), what));
        }
    }
}
