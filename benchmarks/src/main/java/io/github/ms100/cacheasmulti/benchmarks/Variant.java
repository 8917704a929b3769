package io.github.ms100.cacheasmulti.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.cache.interceptor.SimpleKey;

/** How the method is declared: its key and what it returns. */
public enum Variant {

    /** Default key generator, {@code Map} return. */
    PLAIN,
    /** As {@link #PLAIN}, but the elements are {@code String}s. */
    TEXT_KEYS,
    KEY_IDS,
    KEY_PREFIX,
    TWO_PARAMETERS,
    SYNC,
    LIST,
    ROWS;

    static final String TAG = "new";

    /** Returns the key of one element, made by hand. */
    Object key(Long id) {
        return switch (this) {
            case KEY_PREFIX -> "x:" + id;
            case TWO_PARAMETERS -> new SimpleKey(id, TAG);
            default -> id;
        };
    }

    boolean hasOwnKey() {
        return this == KEY_PREFIX || this == TWO_PARAMETERS;
    }

    boolean isList() {
        return this == LIST || this == ROWS;
    }

    /** Returns the given cars, which are in the order of the call, as the method returns them. */
    Object shape(Map<Long, Car> found) {
        if (this == TEXT_KEYS) {
            Map<String, Car> byText = new LinkedHashMap<>();
            found.forEach((id, car) -> byText.put(id.toString(), car));
            return byText;
        }
        return isList() ? new ArrayList<>(found.values()) : found;
    }
}
