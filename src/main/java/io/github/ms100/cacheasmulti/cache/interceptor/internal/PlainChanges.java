package io.github.ms100.cacheasmulti.cache.interceptor.internal;

import io.github.ms100.cacheasmulti.cache.internal.RunningLoad;
import java.util.List;
import org.springframework.cache.Cache;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells running loads what plain cached methods are about to change, also if that waits for a commit. */
final class PlainChanges {

    private static final String DECORATOR = "org.springframework.cache.transaction.TransactionAwareCacheDecorator";

    private PlainChanges() {}

    static void changing(Cache cache, Object key, boolean immediate) {
        tell(cache, immediate, () -> RunningLoad.changing(cache, List.of(key)));
    }

    static void clearing(Cache cache, boolean immediate) {
        tell(cache, immediate, () -> RunningLoad.clearing(cache));
    }

    private static void tell(Cache cache, boolean immediate, Runnable notice) {
        notice.run();
        // By name, for Spring's transactions need not be there.
        if (!immediate && cache.getClass().getName().equals(DECORATOR)) {
            Transactions.atCommit(notice);
        }
    }

    private static final class Transactions {

        static void atCommit(Runnable notice) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                // Registered before the decorator registers the change itself, so it runs before that.
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        notice.run();
                    }
                });
            }
        }
    }
}
