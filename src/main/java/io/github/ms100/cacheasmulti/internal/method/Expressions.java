package io.github.ms100.cacheasmulti.internal.method;

/**
 * What one operation says in SpEL; an empty text means that it says nothing.
 *
 * @param key makes the key; if empty, a key generator does
 * @param condition must hold for an element to take part
 * @param unless keeps an element's value out of the cache if it holds
 */
public record Expressions(String key, String condition, String unless) {

    /** No expression at all, as the JSR-107 annotations know none. */
    public static final Expressions NONE = new Expressions("", "", "");
}
