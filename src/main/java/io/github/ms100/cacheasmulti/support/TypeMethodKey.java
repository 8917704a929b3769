package io.github.ms100.cacheasmulti.support;

import java.io.Serializable;

/**
 * A key made by a {@link TypeMethodKeyGenerator}.
 *
 * @param packageName the package, as the generator calls it
 * @param type the type, as the generator calls it
 * @param method the method, as the generator calls it
 * @param arguments what stands for the arguments
 */
record TypeMethodKey(String packageName, String type, String method, Object arguments) implements Serializable {

    /** Returns the key as text, for caches that store their keys as strings. */
    @Override
    public String toString() {
        return (packageName.isEmpty() ? "" : packageName + ".") + type + "." + method + arguments;
    }
}
