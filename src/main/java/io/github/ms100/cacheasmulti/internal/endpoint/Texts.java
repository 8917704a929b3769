package io.github.ms100.cacheasmulti.internal.endpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/** Keys and values as they are shown. */
final class Texts {

    /** More of one says no more to a reader. */
    private static final int LONGEST = 1_000;

    private Texts() {}

    static String of(@Nullable Object shown) {
        String text;
        try {
            text = ObjectUtils.nullSafeToString(shown);
        } catch (RuntimeException | StackOverflowError | LinkageError ex) {
            return "(toString() throws %s)".formatted(ex.getClass().getName());
        }
        return (text.length() <= LONGEST) ? text : text.substring(0, LONGEST) + "...";
    }
}
