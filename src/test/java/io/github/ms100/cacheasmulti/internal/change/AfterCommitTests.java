package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

@DisplayName("S21 what waits for the commit runs after it, and never after a rollback")
class AfterCommitTests {

    private final List<String> done = new ArrayList<>();

    @AfterEach
    void endTransaction() {
        TransactionSynchronizationManager.clear();
    }

    @Test
    void atOnceWhereThereIsNoTransaction() {
        AfterCommit.run(() -> done.add("work"), () -> done.add("end"));
        AfterCommit.run(() -> done.add("alone"));

        assertThat(AfterCommit.isAwaited()).isFalse();
        assertThat(done).containsExactly("work", "end", "alone");
    }

    @Test
    void endComesAfterAFailureToo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> AfterCommit.run(
                        () -> {
                            throw new IllegalStateException("work");
                        },
                        () -> done.add("end")));

        assertThat(done).containsExactly("end");
    }

    @Test
    void inOrderAfterTheCommit() {
        TransactionSynchronizationManager.initSynchronization();
        assertThat(AfterCommit.isAwaited()).isTrue();

        AfterCommit.run(() -> done.add("work"), () -> done.add("end"));
        AfterCommit.run(() -> done.add("alone"));
        assertThat(done).isEmpty();

        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(done).containsExactly("work", "alone");
        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);
        assertThat(done).containsExactly("work", "alone", "end");
    }

    @Test
    void afterARollbackOnlyTheEnd() {
        TransactionSynchronizationManager.initSynchronization();
        AfterCommit.run(() -> done.add("work"), () -> done.add("end"));

        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(done).containsExactly("end");
    }

    @Test
    @DisplayName("S19 a transaction that may write may read what is its own")
    void mayReadUncommitted() {
        assertThat(AfterCommit.mayReadUncommitted()).isFalse();

        TransactionSynchronizationManager.setActualTransactionActive(true);
        assertThat(AfterCommit.mayReadUncommitted()).isTrue();

        TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
        assertThat(AfterCommit.mayReadUncommitted()).isFalse();
    }
}
