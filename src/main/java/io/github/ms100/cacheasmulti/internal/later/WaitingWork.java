package io.github.ms100.cacheasmulti.internal.later;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs work that waits for a server: at once, for what a key means may depend on the thread; but elsewhere if that is one of
 * Netty's, which may be the one that receives the answer. Netty need not be there, so its threads are known by name.
 */
public final class WaitingWork implements Executor {

    private static final String OF_NETTY = "io.netty.util.concurrent.FastThreadLocalThread";

    private final Executor elsewhere;

    /** Creates what runs such work in threads of the JVM, if it must be elsewhere. */
    public WaitingWork() {
        this(new CompletableFuture<Void>().defaultExecutor());
    }

    /**
     * Creates what runs such work.
     *
     * @param elsewhere runs it in some other thread, which may wait
     */
    public WaitingWork(Executor elsewhere) {
        this.elsewhere = elsewhere;
    }

    @Override
    public void execute(Runnable work) {
        if (isOfNetty(Thread.currentThread())) {
            elsewhere.execute(work);
        } else {
            work.run();
        }
    }

    static boolean isOfNetty(Thread thread) {
        for (@Nullable Class<?> kind = thread.getClass(); kind != null; kind = kind.getSuperclass()) {
            if (kind.getName().equals(OF_NETTY)) {
                return true;
            }
        }
        return false;
    }
}
