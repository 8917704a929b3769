package io.github.ms100.cacheasmulti.test.stores;

/** The contract for caches that refuse {@code null}. */
abstract class WithoutNulls extends ConvertedContract {

    @Override
    protected final boolean takesNull() {
        return false;
    }
}
