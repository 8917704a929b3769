package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("L9, S21, S27 a local level in transactions")
class LocalTransactionTests {

    private final ApplicationContextRunner application = SetupTests.customized(
            BootApplications.withRedisCaches()
                    .withUserConfiguration(SetupTests.Application.class)
                    .withBean(LocalCars.class)
                    .withBean(LocalNode.Events.class),
            RedisCacheManagerBuilder::transactionAware);

    private final TransactionTemplate transaction = new TransactionTemplate(new Nothing());

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName(
            "L9 of a transaction that is rolled back nothing is told, of one that is committed all at once, afterwards")
    void transactions() {
        try (LocalNode other = LocalNode.start()) {
            application.run(context -> {
                LocalCars cars = context.getBean(LocalCars.class);
                SetupTests.awaitServing(context);
                cars.find(List.of(1L, 2L, 3L));
                other.batches().multiGet(List.of(1L, 2L, 3L));

                transaction.executeWithoutResult(status -> {
                    cars.remove(List.of(1L, 2L));
                    status.setRollbackOnly();
                });
                transaction.executeWithoutResult(status -> {
                    cars.remove(List.of(1L, 2L));
                    assertThat(other.localHits(() -> other.batches().multiGet(List.of(1L, 2L, 3L))))
                            .isEqualTo(3);
                });
                other.awaitReceived(1);

                assertThat(other.events().messages).singleElement().satisfies(message -> assertThat(message.keys())
                        .isEqualTo(2));
                assertThat(other.batches().multiGet(List.of(1L, 2L, 3L))).containsOnlyKeys(3L);
                cars.remove(3L);
                other.awaitReceived(2);
            });
        }
    }

    @Test
    @DisplayName("L7, L9 what a plain method loads in a transaction is a load when it is stored")
    void loadInATransaction() {
        try (LocalNode other = LocalNode.start()) {
            application.run(context -> {
                LocalCars cars = context.getBean(LocalCars.class);
                SetupTests.awaitServing(context);

                transaction.executeWithoutResult(status -> {
                    cars.find(1L);
                    cars.find(2L);
                    other.cache().evict(1L);
                    await().until(() -> context.getBean(LocalNode.Events.class).received() > 0);
                });

                assertThat(isInRedis("cars::1")).as("evicted meanwhile").isFalse();
                assertThat(isInRedis("cars::2")).isTrue();
                cars.remove(3L);
                other.awaitReceived(1);
                assertThat(other.events().messages)
                        .filteredOn(message -> !message.sent())
                        .hasSize(1);
            });
        }
    }

    @Test
    @DisplayName("S27 what a plain method loads after a change of its own transaction is stored")
    void loadAfterOwnChange() {
        application.run(context -> {
            LocalCars cars = context.getBean(LocalCars.class);
            SetupTests.awaitServing(context);

            transaction.executeWithoutResult(status -> {
                cars.remove(1L);
                cars.find(1L);
            });

            assertThat(isInRedis("cars::1")).isTrue();
        });
    }

    private static boolean isInRedis(String key) {
        return TestRedis.<Boolean>onServer(
                connection -> connection.keyCommands().exists(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** Transactions of nothing. */
    private static final class Nothing extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
