package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.KeysAsTheyAre;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("What a call takes of its cache into other threads")
class DetachedCacheTests {

    private static final Object[] KEYS = {0};

    private final FakeView view = new FakeView("cars");

    private String tenant = "red";

    private Waiting waiting = Waiting.NO;

    private final ChangeFeed feed = new ChangeFeed(new KeysAsTheyAre() {
        @Override
        public Entries entriesOf(Cache cache) {
            return new TenantsEntries(cache);
        }

        @Override
        public Waiting waiting(Cache cache) {
            return waiting;
        }
    });

    @AfterEach
    void restore() {
        Way.current = Way.WAITING;
        TransactionSynchronizationManager.clear();
    }

    private CallCache cache() {
        return new CallCache(view.source(), view, feed, null);
    }

    @Test
    @DisplayName("A3 S19 are its entries as the thread of the call knows them, for each subscription")
    void entries() {
        EntryId red = Objects.requireNonNull(cache().entries().of(0));
        CallCache detached = cache().detached(KEYS);

        tenant = "blue";

        assertThat(detached.entries().of(0)).isEqualTo(red);
        assertThat(detached.again().entries().of(0)).isEqualTo(red);
        assertThat(cache().entries().of(0)).isNotEqualTo(red);
    }

    @Test
    @DisplayName("A14 is that its transaction may read what others must not see, on the heap as well")
    void uncommitted() {
        assertThat(detachedInTransaction().shared(0)).isNotNull();

        waiting = Waiting.YES;

        assertThat(detachedInTransaction().shared(0)).isNull();
        assertThat(cache().shared(0)).isNotNull();
    }

    private CallCache detachedInTransaction() {
        Way.current = Way.AT_ONCE;
        Step read = new ReadStep(FakeRules.keys(KEYS), List.of(cache()), KEYS, false, null);
        TransactionSynchronizationManager.setActualTransactionActive(true);
        Step detached = read.detached();
        TransactionSynchronizationManager.clear();
        return detached.again().caches.get(0);
    }

    /** Depend on the tenant at the moment in which each is asked for, once. */
    private final class TenantsEntries implements Entries {

        private final Cache cache;

        private final Map<Object, EntryId> known = new HashMap<>();

        private TenantsEntries(Cache cache) {
            this.cache = cache;
        }

        @Override
        public EntryId of(Object key) {
            return known.computeIfAbsent(key, any -> new EntryId(all(), any));
        }

        @Override
        public EntryScope all() {
            return EntryScope.of(cache.getNativeCache(), tenant);
        }
    }
}
