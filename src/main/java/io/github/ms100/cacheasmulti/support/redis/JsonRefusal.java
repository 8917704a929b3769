package io.github.ms100.cacheasmulti.support.redis;

import org.jspecify.annotations.Nullable;

/** A value or document is refused for the reason that the message gives, which tells nothing of what a value holds. */
@SuppressWarnings("serial")
final class JsonRefusal extends IllegalArgumentException {

    JsonRefusal(String reason) {
        super(reason);
    }

    JsonRefusal(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
