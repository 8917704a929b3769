package io.github.ms100.cacheasmulti.untouched;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Transactions of nothing: only their synchronizations are called. */
final class NoResourceTransactionManager extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient Transcript transcript;

    NoResourceTransactionManager(Transcript transcript) {
        this.transcript = transcript;
    }

    @Override
    protected Object doGetTransaction() {
        return new Object();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        transcript.note("  begin");
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        transcript.note("  commit");
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        transcript.note("  rollback");
    }
}
