package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.support.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows in any order, each of which knows the element it belongs to (S10). */
final class FieldMatchedResult extends ResultShape {

    private final Containers.Factory container;

    private final ElementField field;

    private final boolean grouped;

    FieldMatchedResult(BatchMethod method, ElementField field, Object absent) {
        super(method, absent);
        this.container = ReturnTypes.container(method);
        this.field = field;
        this.grouped = method.annotation().grouped();
    }

    @Override
    public @Nullable Object[] read(@Nullable Object returned, @Nullable Object[] asked, Unmatched unmatched) {
        RowMatching matching = new RowMatching(field, asked, unmatched);
        @Nullable Object[] values = new Object[asked.length];
        for (Object row : Containers.elements((returned == null) ? List.of() : returned)) {
            Object value = unwrap(row);
            int index = matching.indexOf(value);
            if (index == RowMatching.NONE || value == null) {
                continue;
            }
            if (grouped) {
                group(values, index).add(value);
            } else if (values[index] == null) {
                values[index] = value;
                matching.taken(index);
            } else {
                throw duplicate(asked[index]);
            }
        }
        complete(values, asked, unmatched);
        return values;
    }

    private void complete(@Nullable Object[] values, @Nullable Object[] asked, Unmatched unmatched) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                unmatched.missing(asked[i]);
                values[i] = missing();
            }
        }
    }

    @Override
    @Nullable
    Object missing() {
        return (grouped && !isStrict()) ? new ArrayList<>() : super.missing();
    }

    @Override
    public boolean isMissing(@Nullable Object value) {
        return value == null || (grouped && value instanceof List<?> rows && rows.isEmpty());
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
        return container.create(null, rows);
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

    private IllegalStateException duplicate(@Nullable Object element) {
        return new IllegalStateException(
                ("%s returned several rows whose '%s' is '%s', but an element has one value. Nothing was cached. If an"
                                + " element may have many rows, set @CacheAsMulti(grouped = true).")
                        .formatted(method(), field.path(), Printable.of(element)));
    }

    /** Finds the elements of one result's rows. */
    static final class RowMatching {

        /** Stands for the index of a row that belongs to no element asked for. */
        static final int NONE = -1;

        private final ElementField field;

        private final KnownElements asked;

        private final Unmatched unmatched;

        RowMatching(ElementField field, @Nullable Object[] asked, Unmatched unmatched) {
            this.field = field;
            this.asked = new KnownElements(asked);
            this.unmatched = unmatched;
        }

        /** Returns the index of the element that a row belongs to; {@link #NONE} if it is none that was asked for. */
        int indexOf(@Nullable Object row) {
            if (row == null) {
                unmatched.dropped("a row that is null");
                return NONE;
            }
            Object id = field.read(row);
            if (id == null) {
                unmatched.add("a row without '%s'".formatted(field.path()));
                return NONE;
            }
            Integer index = asked.indexOf(id);
            Object converted = (index == null) ? converted(id) : null;
            if (converted != null) {
                index = asked.indexOf(converted);
            }
            if (index == null && !unmatched.any()) {
                note(id, converted);
            }
            return (index == null) ? NONE : index;
        }

        /** Leaves further rows of an element to the next one that is equal, if there is any. */
        void taken(int index) {
            asked.taken(index);
        }

        /** Where the declared type of the elements says nothing, what was passed does. */
        private @Nullable Object converted(Object id) {
            Class<?> type = asked.commonClass();
            return (type == null || type.isInstance(id)) ? null : field.as(type, id);
        }

        private void note(Object id, @Nullable Object converted) {
            boolean element = unmatched.isElement(id) || (converted != null && unmatched.isElement(converted));
            if (!element) {
                unmatched.add(describe(id) + ", which equals no element of its argument");
            } else if (!unmatched.anyDropped()) {
                unmatched.dropped(describe(id) + ", which was not asked for");
            }
        }

        private String describe(Object id) {
            return "a row whose '%s' is %s".formatted(field.path(), Printable.withType(id));
        }
    }
}
