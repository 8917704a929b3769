package io.github.ms100.cacheasmulti.internal.call;

import org.jspecify.annotations.Nullable;

/** What a method is called on and with, as its caches are resolved and its keys are made. */
public interface CallArguments {

    /** No elements, and no values. */
    Object[] NONE = {};

    /** Returns the bean. */
    Object target();

    /** Returns the caller's own arguments; not to be changed. */
    @Nullable
    Object[] arguments();

    /** Returns the arguments with variable ones each by itself, as Spring's annotations see them; not to be changed. */
    @Nullable
    Object[] expandedArguments();

    /** Returns the elements of the batch argument, all of them; an empty array if there is none. */
    default @Nullable Object[] elements() {
        return NONE;
    }

    /** Returns the value of each element if the batch argument is a map; else an empty array. */
    default @Nullable Object[] values() {
        return NONE;
    }
}
