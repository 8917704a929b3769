package io.github.ms100.cacheasmulti.support;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text that others gave, as it may stand in a message or in one line of a log: whoever chooses an id must not be able to
 * write lines of his own there, nor to fill the disk.
 *
 * @since 2.0.0
 */
public final class Printable {

    private static final int LENGTH = 200;

    private Printable() {}

    /**
     * Returns the text of the given object, on one line, cut after 200 characters. Backslashes are doubled, and what is no
     * visible character is escaped as in Java. Never throws: of an object without a text the class is named.
     *
     * @param value may be {@code null}
     */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String text;
        try {
            text = String.valueOf(value.toString());
        } catch (RuntimeException ex) {
            return value.getClass().getName() + " without a text";
        }
        return text.length() <= LENGTH ? escape(text) : escape(text.substring(0, LENGTH)) + "...";
    }

    /** Returns the text of an object, quoted, and its class, for two may look the same. */
    public static String withType(@Nullable Object value) {
        return (value == null)
                ? "null"
                : "'%s' (%s)".formatted(of(value), value.getClass().getName());
    }

    /**
     * Returns the texts of all the given objects, in brackets.
     *
     * @param values may contain {@code null}
     */
    public static String all(Collection<?> values) {
        return values.stream().map(Printable::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String escape(String text) {
        if (text.codePoints().noneMatch(Printable::isEscaped)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (isEscaped(character)) {
                appendEscaped(escaped, character);
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    // Format characters, too: some of them turn the direction of all that follows.
    private static boolean isEscaped(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> character == '\\';
        };
    }

    private static void appendEscaped(StringBuilder text, int character) {
        switch (character) {
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                for (char unit : Character.toChars(character)) {
                    text.append("\\u%04x".formatted((int) unit));
                }
            }
        }
    }
}
