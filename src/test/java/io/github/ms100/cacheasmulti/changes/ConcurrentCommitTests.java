package io.github.ms100.cacheasmulti.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("S21, S27 transactions that commit at the same time")
class ConcurrentCommitTests {

    private final ConcurrentMapCache cache = new ConcurrentMapCache("cars");

    private final Cache aware = new TransactionAwareCacheDecorator(cache);

    private final CachingContext context =
            CachingContext.of(new GivenCaches(aware), ChangingCars.class, Database.class);

    private final ChangingCars cars = context.bean(ChangingCars.class);

    private final EnhancedCache batch =
            context.bean(EnhancedCacheConversionService.class).convert(aware);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @Test
    @DisplayName("S21 what another tells at its commit counts, though its number is older than that of an own change")
    void changeOfAnotherBesideOwnChange() {
        Hold telling = new Hold();
        SlowKey slow = new SlowKey(telling);
        transaction().executeWithoutResult(status -> {
            cars.evict(1);
            AtomicReference<Callers.Call<Object>> another = new AtomicReference<>();
            afterCommit(() -> {
                telling.release();
                resultOf(another.get());
            });
            cars.find(List.of(1));
            another.set(callers.start(() -> transaction().execute(otherStatus -> {
                batch.multiEvict(List.of(slow, 1));
                slow.isSlow = true;
                return null;
            })));
            telling.awaitReached();
        });

        assertThat(cache.getNativeCache()).doesNotContainKey(1);
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(
                new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:commits")));
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    private static void resultOf(Callers.Call<?> call) {
        try {
            call.result();
        } catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }

    /** Holds up whoever asks for its hash code. */
    private static final class SlowKey {

        private final Hold hold;

        private volatile boolean isSlow;

        SlowKey(Hold hold) {
            this.hold = hold;
        }

        @Override
        public int hashCode() {
            if (isSlow) {
                hold.here();
            }
            return 1;
        }
    }
}
