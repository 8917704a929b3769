package io.github.ms100.cacheasmulti.test.broken;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.heap.HeapBatch;
import io.github.ms100.cacheasmulti.test.heap.HeapCache;
import io.github.ms100.cacheasmulti.test.heap.HeapContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Batch evicts, each wrong in one way. */
final class BrokenEvicts {

    private BrokenEvicts() {}

    @TurnsRed("whatMultiEvictEvictedIsNotFoundByGet")
    static class OfLargeBatchesEvictsAPart extends Evicting {
        OfLargeBatchesEvictsAPart() {
            super((source, keys) -> keys.stream().limit(50).forEach(source::remove));
        }
    }

    @TurnsRed("multiEvictLeavesOtherEntriesAlone")
    static class EvictsEverything extends Evicting {
        EvictsEverything() {
            super((source, keys) -> {
                if (!keys.isEmpty()) {
                    source.getNativeCache().clear();
                }
            });
        }
    }

    @TurnsRed("keysToEvictNeedNotBeCached")
    static class StopsAtAKeyThatIsNotCached extends Evicting {
        StopsAtAKeyThatIsNotCached() {
            super((source, keys) -> keys.stream()
                    .takeWhile(source.getNativeCache()::containsKey)
                    .forEach(source::remove));
        }
    }

    @TurnsRed("keyToEvictThatRepeatsIsOneKey")
    static class RefusesDuplicates extends Evicting {
        RefusesDuplicates() {
            super((source, keys) -> {
                Set.of(keys.toArray());
                keys.forEach(source::remove);
            });
        }
    }

    @TurnsRed("noKeysNothingEvicted")
    static class TakesNoKeysForAll extends Evicting {
        TakesNoKeysForAll() {
            super((source, keys) -> {
                if (keys.isEmpty()) {
                    source.clear();
                }
                keys.forEach(source::remove);
            });
        }
    }

    @TurnsRed("noKeysNothingEvicted")
    static class SendsEmptyBatches extends Evicting {
        SendsEmptyBatches() {
            super((source, keys) -> {
                source.calls.incrementAndGet();
                keys.forEach(source::remove);
            });
        }
    }

    @TurnsRed("keysToEvictComeInAnyCollection")
    static class TakesListsOnly extends Evicting {
        TakesListsOnly() {
            super((source, keys) -> {
                Collection<?> taken = keys instanceof Set<?> set ? set : (List<?>) keys;
                taken.forEach(source::remove);
            });
        }
    }

    @TurnsRed("keysToEvictComeInImmutableCollections")
    static class LooksForNullAmongKeys extends Evicting {
        LooksForNullAmongKeys() {
            super((source, keys) -> {
                if (!keys.contains(null)) {
                    keys.forEach(source::remove);
                }
            });
        }
    }

    @TurnsRed("callersKeysToEvictStayAsTheyAre")
    static class EmptiesTheCallersKeys extends Evicting {
        EmptiesTheCallersKeys() {
            super((source, keys) -> {
                keys.forEach(source::remove);
                if (keys instanceof ArrayList<?> list) {
                    list.clear();
                }
            });
        }
    }

    @TurnsRed("multiEvictIfPresentEvictsAtOnce")
    static class EvictsIfPresentLater extends HeapContract {
        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return new HeapBatch(cache) {
                @Override
                public void multiEvictIfPresent(Collection<?> keys) {
                    source.calls.addAndGet(keys.isEmpty() ? 0 : 1);
                }
            };
        }
    }

    /** The contract for a store whose batch evicts are as given. */
    private abstract static class Evicting extends HeapContract {

        private final BiConsumer<HeapCache, Collection<?>> multiEvict;

        Evicting(BiConsumer<HeapCache, Collection<?>> multiEvict) {
            this.multiEvict = multiEvict;
        }

        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return new HeapBatch(cache) {
                @Override
                public void multiEvict(Collection<?> keys) {
                    multiEvict.accept(source, keys);
                }
            };
        }
    }
}
