package io.github.ms100.cacheasmulti.internal.change;

import org.jspecify.annotations.Nullable;

/**
 * What is known of values that are stored because they have been loaded.
 *
 * @param begun the moment in which the load began: they must not be kept where an entry has changed since
 * @param seeding the load, if nobody has looked for them, so that other nodes are told of them all the same (P7); else {@code null}
 */
public record Loaded(long begun, @Nullable RunningLoad seeding) {

    /** Returns what is known of values that somebody has looked for. */
    public static Loaded since(long begun) {
        return new Loaded(begun, null);
    }
}
