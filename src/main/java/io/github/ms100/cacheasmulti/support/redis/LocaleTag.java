package io.github.ms100.cacheasmulti.support.redis;

import java.util.Locale;

/** The text of a locale: its language tag, empty for the root. */
final class LocaleTag {

    private LocaleTag() {}

    static String of(Locale locale) {
        return Locale.ROOT.equals(locale) ? "" : locale.toLanguageTag();
    }

    /** Returns the locale of a tag, or of a text with underscores, as keys of maps once were written. */
    static Locale parse(String text) {
        if (text.isEmpty()) {
            return Locale.ROOT;
        }
        if (text.indexOf('_') < 0) {
            return Locale.forLanguageTag(text);
        }
        String[] parts = text.split("_", 3);
        return new Locale(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }
}
