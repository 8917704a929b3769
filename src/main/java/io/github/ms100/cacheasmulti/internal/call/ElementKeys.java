package io.github.ms100.cacheasmulti.internal.call;

import org.jspecify.annotations.Nullable;

/** The keys of one call for an operation without a key expression. */
public interface ElementKeys {

    /** Makes the key of an element. */
    @Nullable
    Object of(@Nullable Object element);

    /** Returns whether different elements have different keys: those of Spring's default generator, arrays aside. */
    default boolean areDistinct() {
        return false;
    }

    /** Returns whether every element is its own key, unless it is null or an array. */
    default boolean areElements() {
        return false;
    }
}
