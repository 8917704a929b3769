package io.github.ms100.cacheasmulti.support;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

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
        return (value instanceof Integer) ? value.toString() : typed(value);
    }

    // 1L must not read as 1, nor an object as a string of the same text.
    private static String typed(Object value) {
        return value.getClass().getName() + "(" + text(value.toString()) + ")";
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        hash = Arrays.deepHashCode(values);
    }
}
