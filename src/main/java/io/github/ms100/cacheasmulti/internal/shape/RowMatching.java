package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.support.Printable;
import org.jspecify.annotations.Nullable;

/** Finds the elements of one result's rows. */
final class RowMatching {

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
