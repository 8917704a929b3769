package io.github.ms100.cacheasmulti.internal.change;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What waits for the commit: the only class that knows Spring's transaction synchronisation, which need not be there (S21). */
public final class AfterCommit {

    private static final boolean TRANSACTIONS = OptionalLibrary.TRANSACTIONS.isPresent();

    private static final ThreadLocal<Boolean> TELLING = new ThreadLocal<>();

    private AfterCommit() {}

    /** Returns whether the current thread is in a transaction whose end can be waited for. */
    public static boolean isAwaited() {
        return TRANSACTIONS && Synchronizations.areActive();
    }

    /**
     * Returns whether the current thread is in a transaction that may write: what is read in it may be its own uncommitted
     * state, which others must not see.
     */
    public static boolean mayReadUncommitted() {
        return TRANSACTIONS && Synchronizations.mayWrite();
    }

    /**
     * Runs something after the commit of the current transaction, or at once where there is none; never after a rollback. In the order in which it was
     * given, in the thread that commits.
     *
     * @param work must not depend on collections that change before the commit
     */
    public static void run(Runnable work) {
        run(work, () -> {});
    }

    /**
     * As {@link #run(Runnable)}, for work that leaves something behind.
     *
     * @param completion runs when the transaction has ended, however it ended; after the work
     */
    public static void run(Runnable work, Runnable completion) {
        if (isAwaited()) {
            Synchronizations.add(work, completion);
            return;
        }
        try {
            work.run();
        } finally {
            completion.run();
        }
    }

    /**
     * Returns what becomes of the current transaction: ends with whether it has been committed; {@code null} where there is none whose end
     * can be waited for.
     */
    public static @Nullable CompletableFuture<Boolean> outcome() {
        if (!isAwaited()) {
            return null;
        }
        CompletableFuture<Boolean> committed = new CompletableFuture<>();
        run(() -> tell(committed), () -> committed.complete(false));
        return committed;
    }

    private static void tell(CompletableFuture<Boolean> committed) {
        TELLING.set(true);
        try {
            committed.complete(true);
        } finally {
            TELLING.remove();
        }
    }

    /**
     * Returns whether the current thread has just committed a transaction, and does what follows of its {@linkplain #outcome outcome}: it
     * may wait for that, as it does for what follows of waiting calls.
     */
    public static boolean isTold() {
        return TELLING.get() != null;
    }

    /** Loaded only where there are transactions. */
    private static final class Synchronizations {

        static boolean areActive() {
            return TransactionSynchronizationManager.isSynchronizationActive();
        }

        static boolean mayWrite() {
            return TransactionSynchronizationManager.isActualTransactionActive()
                    && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
        }

        static void add(Runnable work, Runnable completion) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    work.run();
                }

                @Override
                public void afterCompletion(int status) {
                    completion.run();
                }
            });
        }
    }
}
