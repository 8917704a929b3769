package io.github.ms100.cacheasmulti.support.redis;

/**
 * What to do with classes whose annotations, such as {@code @JsonIgnore}, keep a part of their state out of JSON. They are
 * meant for a web API; in a cache they lose that state.
 *
 * @since 2.0.0
 */
public enum JsonHiddenState {

    /** Log a warning at the first write of the class. */
    WARN,

    /** Refuse to write the class. */
    FAIL,

    /** Do without that state; breaking a cycle is a good reason. */
    ALLOW
}
