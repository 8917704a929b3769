package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Says when local copies are not served, and when they are again: to the log, and to those who listen (L13). For one thread. */
final class UnvalidatedTime {

    private static final Log logger = LogFactory.getLog(UnvalidatedTime.class);

    private final String channel;

    private final LongSupplier clock;

    private final Consumer<Consumer<BatchListener>> teller;

    /** {@code null} while copies are served, which they are not at the start. */
    private @Nullable Long since;

    /** Whether the last time in which they were not has been told. */
    private boolean isTold;

    /** How long it was, until its end has been told; else {@code null}. */
    private @Nullable Duration length;

    /**
     * Begins with copies that are not served.
     *
     * @param clock the time, in nanoseconds
     * @param teller tells those who listen
     */
    UnvalidatedTime(String channel, LongSupplier clock, Consumer<Consumer<BatchListener>> teller) {
        this.channel = channel;
        this.clock = clock;
        this.teller = teller;
        this.since = clock.getAsLong();
    }

    /**
     * Takes notice.
     *
     * @param isServed whether copies are served now
     * @param isHeard whether anybody listens: those who do may come later than this, and are told then
     */
    void look(boolean isServed, boolean isHeard) {
        Long before = since;
        if (!isServed && before == null) {
            since = clock.getAsLong();
            isTold = false;
            logger.warn(
                    "Local copies are not served any more: nobody knows whether other nodes have changed what they are of"
                            + " (channel '%s'). Reads go to Redis until that is known".formatted(channel));
        } else if (isServed && before != null) {
            since = null;
            length = Duration.ofNanos(clock.getAsLong() - before);
            logger.info("Local copies are served, after %d ms without (channel '%s')"
                    .formatted(length.toMillis(), channel));
        }
        if (isHeard) {
            tell();
        }
    }

    private void tell() {
        if (!isTold) {
            teller.accept(heard -> heard.onUnvalidated(channel));
            isTold = true;
        }
        Duration time = length;
        if (time != null) {
            teller.accept(heard -> heard.onValidated(channel, time));
            length = null;
        }
    }
}
