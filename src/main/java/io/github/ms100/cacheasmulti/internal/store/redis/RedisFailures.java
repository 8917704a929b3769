package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.NestedExceptionUtils;

/** Collects what went wrong for which key of a batch (S23, S24). Not thread-safe. */
final class RedisFailures {

    private final Map<Object, RuntimeException> byKey = new LinkedHashMap<>();

    private final Map<String, RuntimeException> shared = new HashMap<>();

    /** Remembers a failure that concerns this key alone. */
    void add(Object key, RuntimeException failure) {
        byKey.put(key, failure);
    }

    /** Remembers a failure of a command: the same one for many keys counts as one, unless it is of what this key holds. */
    void addOfCommand(Object key, RuntimeException failure) {
        if (isReason("WRONGTYPE", failure)) {
            add(key, failure);
        } else {
            String cause = failure.getClass().getName() + failure.getMessage();
            byKey.put(key, shared.computeIfAbsent(cause, ignored -> failure));
        }
    }

    /** Returns whether something went wrong for a key. */
    boolean has(Object key) {
        return byKey.containsKey(key);
    }

    /** Throws the only cause if every key of the batch failed by it, else tells which keys failed, if any. */
    void throwIfAny(Object[] batch) {
        if (byKey.isEmpty()) {
            return;
        }
        RuntimeException first = byKey.values().iterator().next();
        if (byKey.keySet().containsAll(Arrays.asList(batch))
                && byKey.values().stream().allMatch(failure -> failure == first)) {
            throw first;
        }
        throw new PartialBatchException(byKey);
    }

    /** Tells whether the user may not do this, or nobody may. */
    static boolean isForbidden(RuntimeException failure) {
        return isReason("NOPERM", failure) || isReason("ERR unknown command", failure);
    }

    /** Tells whether the server refuses this and will refuse it again. */
    static boolean isRefusal(RuntimeException failure) {
        return isForbidden(failure) || isReason("WRONGTYPE", failure);
    }

    private static boolean isReason(String code, RuntimeException failure) {
        String reason = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        return reason != null && reason.startsWith(code);
    }
}
