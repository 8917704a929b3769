package io.github.ms100.cacheasmulti.support;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;

/** The arguments of a call as part of a key: compared deeply, and written so that different ones read differently. */
final class KeyArguments implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // as serializable as the arguments are
    private final @Nullable Object[] values;

    private transient int hash;

    KeyArguments(@Nullable Object[] values) {
        this.values = values.clone();
        this.hash = Arrays.deepHashCode(this.values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof KeyArguments that && Arrays.deepEquals(values, that.values));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        StringJoiner arguments = new StringJoiner(",", "(", ")");
        for (Object value : values) {
            arguments.add(text(value));
        }
        return arguments.toString();
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence characters) {
            return '"' + characters.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (value.getClass().isArray()) {
            StringJoiner elements =
                    new StringJoiner(",", value.getClass().getComponentType().getTypeName() + "[", "]");
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(text(Array.get(value, i)));
            }
            return elements.toString();
        }
        if (value instanceof Collection<?> collection) {
            StringJoiner elements = new StringJoiner(",", (value instanceof Set ? "set{" : "{"), "}");
            collection.forEach(element -> elements.add(text(element)));
            return elements.toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner entries = new StringJoiner(",", "map{", "}");
            map.forEach((key, mapped) -> entries.add(text(key) + "=" + text(mapped)));
            return entries.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getName() + "." + constant.name();
        }
        return (value instanceof Integer) ? value.toString() : typed(value, text(content(value)));
    }

    // 1L must not read as 1, nor an object as a string of the same text.
    private static String typed(Object value, String content) {
        return value.getClass().getName() + "(" + content + ")";
    }

    /** Returns what tells the value from all others of its class, where its own text does not. */
    private static @Nullable Object content(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof Date date) {
            return instant(date).toString();
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant() + " " + calendar.getTimeZone().getID();
        }
        return value instanceof Record row ? components(row) : value.toString();
    }

    @SuppressWarnings("JavaUtilDate") // it is what the caller has
    private static Instant instant(Date date) {
        try {
            return date.toInstant();
        } catch (UnsupportedOperationException ex) {
            // Dates and times of java.sql are no instants by their own account.
            return Instant.ofEpochMilli(date.getTime());
        }
    }

    private static Object components(Record row) {
        try {
            DirectFieldAccessor fields = new DirectFieldAccessor(row);
            return Arrays.stream(row.getClass().getRecordComponents())
                    .map(component -> fields.getPropertyValue(component.getName()))
                    .toArray();
        } catch (RuntimeException ex) {
            // In a module that does not let anyone look.
            return row.toString();
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        hash = Arrays.deepHashCode(values);
    }
}
