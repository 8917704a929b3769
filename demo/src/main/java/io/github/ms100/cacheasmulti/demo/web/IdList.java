package io.github.ms100.cacheasmulti.demo.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Product ids as a person types them: {@code 3, 17 42} and ranges such as {@code 1-20}. */
final class IdList {

    /** How many ids one request may name. */
    static final int LIMIT = 500;

    private static final Pattern ID_OR_RANGE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    private IdList() {}

    /**
     * Returns the ids in the order given, each once.
     *
     * @throws InvalidRequestException if there is none, one is no positive whole number, or there are too many
     */
    static List<Long> parse(String text) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String part : text.strip().split("[\\s,;]+")) {
            if (!part.isEmpty()) {
                add(part, ids);
            }
        }
        if (ids.isEmpty()) {
            throw new InvalidRequestException("No product ids given: name at least one, such as 3, 17, 42 or 1-20");
        }
        return new ArrayList<>(ids);
    }

    /** As {@link #parse}, for exactly one id. */
    static Long parseOne(String text) {
        List<Long> ids = parse(text);
        if (ids.size() != 1) {
            throw new InvalidRequestException("'%s' is not one product id".formatted(abbreviate(text)));
        }
        return ids.get(0);
    }

    private static void add(String part, Set<Long> ids) {
        Matcher matcher = ID_OR_RANGE.matcher(part);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new InvalidRequestException(
                    "'%s' is not a product id: ids are whole numbers from 1, such as 3, 17, 42"
                                    .formatted(abbreviate(part))
                            + " or 1-20");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = (matcher.group(2) == null) ? first : Long.parseLong(matcher.group(2));
        if (last < first) {
            throw new InvalidRequestException(
                    "The range '%s' runs backwards: write the lower id first, %d-%d".formatted(part, last, first));
        }
        if (last - first >= LIMIT) {
            throw tooMany("The range '%s' has %d ids".formatted(part, last - first + 1));
        }
        for (long id = first; id <= last; id++) {
            ids.add(id);
        }
        if (ids.size() > LIMIT) {
            throw tooMany("More than %d ids given".formatted(LIMIT));
        }
    }

    private static InvalidRequestException tooMany(String found) {
        return new InvalidRequestException(
                found + ": at most %d are allowed at once, split the request".formatted(LIMIT));
    }

    private static String abbreviate(String part) {
        return (part.length() <= 30) ? part : part.substring(0, 30) + "...";
    }
}
