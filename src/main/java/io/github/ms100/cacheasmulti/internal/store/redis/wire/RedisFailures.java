package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/** Tells what has failed: the server, what a key holds, or the user's permission. */
public final class RedisFailures {

    private RedisFailures() {}

    /** Tells whether a server has not answered in time, or is gone. */
    public static boolean isLoss(RuntimeException failure) {
        return failure instanceof QueryTimeoutException || failure instanceof DataAccessResourceFailureException;
    }

    /** Tells whether Redis has refused to do something with what this key holds. */
    public static boolean isOfEntry(RuntimeException failure) {
        return isReason("WRONGTYPE", failure);
    }

    /** Tells whether the user may not do this, or nobody may. */
    public static boolean isForbidden(RuntimeException failure) {
        return isReason("NOPERM", failure) || isReason("ERR unknown command", failure);
    }

    private static boolean isReason(String code, RuntimeException failure) {
        String reason = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        return reason != null && reason.startsWith(code);
    }
}
