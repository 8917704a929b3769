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
        if (immediate || !waitsForCommit(cache)) {
            RunningLoad.changing(cache, List.of(key));
        } else {
            Transactions.atCommit(RunningLoad.laterChange(cache, List.of(key)));
        }
    }

    static void clearing(Cache cache, boolean immediate) {
        if (immediate || !waitsForCommit(cache)) {
            RunningLoad.clearing(cache);
        } else {
            Transactions.atCommit(RunningLoad.laterChange(cache, null));
        }
    }

    private static boolean waitsForCommit(Cache cache) {
        // By name, for Spring's transactions need not be there.
        for (Class<?> type = cache.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(DECORATOR)) {
                return true;
            }
        }
        return false;
    }

    private static final class Transactions {

        static void atCommit(Runnable notice) {
            if (!TransactionSynchronizationManager.isSynchronizationActive()) {
                notice.run();
                return;
            }
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
