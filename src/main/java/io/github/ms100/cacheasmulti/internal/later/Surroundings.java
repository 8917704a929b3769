package io.github.ms100.cacheasmulti.internal.later;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

/**
 * What of the thread of a call follows it into other threads: the thread-locals that Micrometer's context-propagation knows, if that is
 * on the class path (A11). Thread-safe.
 */
@FunctionalInterface
public interface Surroundings {

    /** Nothing follows. */
    Surroundings NONE = Runnable::run;

    /** Whether anything can follow at all. */
    boolean ARE_KNOWN = OptionalLibrary.CONTEXT_PROPAGATION.isPresent();

    /** Runs work in the current thread, whose own surroundings are back when that is over. */
    void run(Runnable work);

    /** Returns those of the current thread. */
    static Surroundings captured() {
        return ARE_KNOWN ? Captured.here() : NONE;
    }

    /** Loaded only where the library is on the class path. */
    final class Captured implements Surroundings {

        private static final ContextSnapshotFactory FACTORY =
                ContextSnapshotFactory.builder().clearMissing(true).build();

        private final ContextSnapshot snapshot;

        private Captured(ContextSnapshot snapshot) {
            this.snapshot = snapshot;
        }

        private static Surroundings here() {
            return new Captured(FACTORY.captureAll());
        }

        @Override
        public void run(Runnable work) {
            ContextSnapshot.Scope scope = snapshot.setThreadLocals();
            try {
                work.run();
            } finally {
                scope.close();
            }
        }
    }
}
