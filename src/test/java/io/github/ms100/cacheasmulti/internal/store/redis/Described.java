package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.util.ObjectUtils;

/** What a call of a cache has returned or thrown, in words that can be compared. */
final class Described {

    private Described() {}

    static String of(Object result) {
        if (result instanceof ValueWrapper wrapper) {
            return "hit of " + of(wrapper.get());
        }
        if (result instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(ofKey(key), of(value)));
            return sorted.toString();
        }
        if (result instanceof Throwable failure) {
            return ofFailure(failure);
        }
        if (ObjectUtils.isArray(result)) {
            return result.getClass().getSimpleName() + Arrays.toString(ObjectUtils.toObjectArray(result));
        }
        return (result == null) ? "null" : result.getClass().getSimpleName() + " " + result;
    }

    private static String ofKey(Object key) {
        return key.getClass().getSimpleName() + " " + key;
    }

    private static String ofFailure(Throwable failure) {
        if (failure instanceof PartialBatchException partial) {
            return "partly: hits %s, failures %s".formatted(of(partial.getHits()), of(partial.getFailures()));
        }
        // The identity of an object is no part of what it says.
        String message = String.valueOf(failure.getMessage()).replaceAll("@[0-9a-f]+", "@");
        Throwable cause = failure.getCause();
        return failure.getClass().getName() + ": " + message + (cause == null ? "" : " by " + of(cause));
    }
}
