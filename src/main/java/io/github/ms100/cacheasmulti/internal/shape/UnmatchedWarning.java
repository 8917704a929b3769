package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Warns, once per method, of what it returned and nobody gets. */
final class UnmatchedWarning {

    private static final Log logger = LogFactory.getLog(ResultShape.class);

    private final BatchMethod method;

    /** Whether it was told that elements without a value are not recorded as missing: they are loaded again and again. */
    private final AtomicBoolean toldOfElements = new AtomicBoolean();

    private final AtomicBoolean toldOfRows = new AtomicBoolean();

    UnmatchedWarning(BatchMethod method) {
        this.method = method;
    }

    void of(Unmatched unmatched, String rows) {
        String what = (unmatched.unmatched() == null) ? unmatched.dropped() : unmatched.unmatched();
        boolean elements = unmatched.any() && unmatched.missing() != null;
        if (what == null || toldOfElements.get()) {
            return;
        }
        if (elements && toldOfElements.compareAndSet(false, true)) {
            warn(
                    "%s, but nothing for the element %s".formatted(what, unmatched.missing()),
                    rows,
                    ", and nothing was recorded as missing, for the two may mean the same");
        } else if (!elements && toldOfRows.compareAndSet(false, true)) {
            warn(what, rows, unmatched.any() ? ", and nothing is recorded as missing in a call that returns them" : "");
        }
    }

    private void warn(String what, String rows, String consequence) {
        logger.warn("%s returned %s; such %s are neither cached nor returned%s (logged once per method)"
                .formatted(method, what, rows, consequence));
    }
}
