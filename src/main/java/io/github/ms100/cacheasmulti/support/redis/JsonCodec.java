package io.github.ms100.cacheasmulti.support.redis;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into JSON that remembers their types. Every implementation writes the same bytes.
 *
 * <p>A value whose type does not follow from where it stands is an array of two: the {@linkplain JsonTypes name} of its
 * type, then the value. Texts, {@code Boolean}, {@code Integer}, {@code Double} and {@code null} go as they are.
 */
interface JsonCodec {

    /** How deep a document may be nested, written or read. */
    int MAX_DEPTH = 500;

    byte[] write(@Nullable Object value) throws IOException;

    @Nullable
    Object read(byte[] json) throws IOException;

    /** Says what went wrong, without a word of a value: messages end up in logs. */
    String describe(Exception failure);

    /**
     * Returns the codec of the Jackson there is, of the newer one if there are two.
     *
     * @throws IllegalStateException if there is none
     */
    static JsonCodec of(JsonTypes types, HiddenState hiddenState, ClassLoader classLoader) {
        if (OptionalLibrary.JACKSON_3.isPresent()) {
            return new Jackson3JsonCodec(types, hiddenState);
        }
        if (OptionalLibrary.JACKSON_2.isPresent()) {
            return new Jackson2JsonCodec(types, hiddenState, classLoader);
        }
        throw new IllegalStateException("Cache values cannot be stored as JSON: there is no Jackson on the class path."
                + " Add tools.jackson.core:jackson-databind, or com.fasterxml.jackson.core:jackson-databind with"
                + " com.fasterxml.jackson.datatype:jackson-datatype-jsr310");
    }

    /** Says where a document does not fit: by the class that was to be made and the properties that lead there. */
    static String misfit(@Nullable Class<?> target, List<String> path) {
        String where = (target == null) ? "what is declared" : "type " + target.getName();
        return path.stream()
                .map(", in property '%s'"::formatted)
                .collect(Collectors.joining("", "it does not fit " + where, ""));
    }

    /** Tells whether a name on the way there is that of a property: names in a map are keys, and keys are values, too. */
    static boolean mayBeTold(@Nullable String name, @Nullable Object holder) {
        return name != null && !(holder instanceof Map<?, ?>);
    }

    /** Returns the text of a locale: its language tag, empty for the root. */
    static String tagOf(Locale locale) {
        return Locale.ROOT.equals(locale) ? "" : locale.toLanguageTag();
    }

    /** Returns the locale of a tag, or of a text with underscores, as keys of maps once were written. */
    static Locale localeOf(String tag) {
        if (tag.isEmpty()) {
            return Locale.ROOT;
        }
        if (tag.indexOf('_') < 0) {
            return Locale.forLanguageTag(tag);
        }
        String[] parts = tag.split("_", 3);
        return new Locale(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }

    /** A value or document is refused for the reason that the message gives, which tells nothing of what a value holds. */
    @SuppressWarnings("serial")
    final class Refused extends IllegalArgumentException {

        Refused(String reason) {
            super(reason);
        }

        Refused(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }
}
