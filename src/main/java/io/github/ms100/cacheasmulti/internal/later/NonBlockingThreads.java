package io.github.ms100.cacheasmulti.internal.later;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import reactor.core.scheduler.Schedulers;

/** Knows the threads that must not be blocked: those that Reactor marks, and Netty's. */
public final class NonBlockingThreads {

    private static final boolean REACTOR = OptionalLibrary.REACTOR.isPresent();

    private NonBlockingThreads() {}

    /** Returns whether the current thread must not be blocked. */
    public static boolean isCurrent() {
        return (REACTOR && Reactors.isCurrent()) || WaitingWork.isOfNetty(Thread.currentThread());
    }

    /** Loaded only where Reactor is on the class path. */
    private static final class Reactors {

        static boolean isCurrent() {
            return Schedulers.isInNonBlockingThread();
        }
    }
}
