package io.github.ms100.cacheasmulti.test.broken;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.heap.HeapBatch;
import io.github.ms100.cacheasmulti.test.heap.HeapCache;
import io.github.ms100.cacheasmulti.test.heap.HeapContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;

/** Batch writes, each wrong in one way. */
final class BrokenPuts {

    private BrokenPuts() {}

    @TurnsRed("whatMultiPutStoredIsFoundByGet")
    static class OfLargeBatchesStoresAPart extends Putting {
        OfLargeBatchesStoresAPart() {
            super((source, map) -> map.keySet().stream().limit(50).forEach(key -> source.store(key, map.get(key))));
        }
    }

    @TurnsRed("multiPutReplacesWhatWasCached")
    static class KeepsWhatWasCached extends Putting {
        KeepsWhatWasCached() {
            super((source, map) -> map.forEach((key, value) -> {
                if (!source.getNativeCache().containsKey(key)) {
                    source.store(key, value);
                }
            }));
        }
    }

    @TurnsRed("multiPutLeavesOtherEntriesAlone")
    static class ForgetsTheOthers extends Putting {
        ForgetsTheOthers() {
            super((source, map) -> {
                if (!map.isEmpty()) {
                    source.getNativeCache().keySet().retainAll(map.keySet());
                    map.forEach(source::store);
                }
            });
        }
    }

    @TurnsRed("nullIsTreatedAsByPut")
    static class LeavesNullsOut extends Putting {
        LeavesNullsOut() {
            super((source, map) -> map.forEach((key, value) -> {
                if (value != null) {
                    source.store(key, value);
                }
            }));
        }
    }

    @TurnsRed("nullIsTreatedAsByPut")
    static class StoresNullsThatPutRefuses extends Putting {
        StoresNullsThatPutRefuses() {
            super((source, map) -> map.forEach((key, value) -> source.store(key, value == null ? "null" : value)));
        }

        @Override
        protected Cache newCache() {
            return new HeapCache(false);
        }

        @Override
        protected boolean takesNull() {
            return false;
        }
    }

    @TurnsRed("nullAmongOthersLeavesThemAlone")
    static class StopsAtNull extends Putting {
        StopsAtNull() {
            super((source, map) -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    source.store(entry.getKey(), entry.getValue());
                    if (entry.getValue() == null) {
                        return;
                    }
                }
            });
        }
    }

    @TurnsRed("noEntriesNoChange")
    static class RefusesEmptyBatches extends Putting {
        RefusesEmptyBatches() {
            super((source, map) -> {
                if (map.isEmpty()) {
                    throw new IllegalArgumentException("nothing to store");
                }
                map.forEach(source::store);
            });
        }
    }

    @TurnsRed("noEntriesNoChange")
    static class SendsEmptyBatches extends Putting {
        SendsEmptyBatches() {
            super((source, map) -> {
                source.calls.incrementAndGet();
                map.forEach(source::store);
            });
        }
    }

    @TurnsRed("entriesComeInAnImmutableMap")
    static class LooksForNullAmongValues extends Putting {
        LooksForNullAmongValues() {
            super((source, map) -> {
                if (map.containsValue(null)) {
                    map.forEach(source::put);
                } else {
                    map.forEach(source::store);
                }
            });
        }
    }

    @TurnsRed("callersMapStaysAsItIs")
    static class EmptiesTheCallersMap extends Putting {
        EmptiesTheCallersMap() {
            super((source, map) -> {
                map.forEach(source::store);
                if (map instanceof LinkedHashMap<?, ?> mutable) {
                    mutable.clear();
                }
            });
        }
    }

    @TurnsRed("valuesAreTakenAsByPut")
    static class StoresCopies extends Putting {
        StoresCopies() {
            super((source, map) -> map.forEach(
                    (key, value) -> source.store(key, value instanceof List<?> list ? new ArrayList<>(list) : value)));
        }
    }

    @TurnsRed("entriesHaveTheSettingsOfThoseOfPut")
    static class StoresForEver extends Putting {
        StoresForEver() {
            super((source, map) -> {
                map.forEach(source::store);
                source.settings.keySet().removeAll(map.keySet());
            });
        }
    }

    /** What is put is written when somebody looks, out of the map that the caller has passed. */
    @TurnsRed("callersMapIsNotKept")
    static class KeepsTheCallersMap extends HeapContract {

        @Override
        protected Cache newCache() {
            return new LazyCache();
        }

        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return new HeapBatch(cache) {
                @Override
                public void multiPut(Map<?, ?> map) {
                    ((LazyCache) source).writeLater(map);
                }
            };
        }
    }

    private static final class LazyCache extends HeapCache {

        private Map<?, ?> pending = Map.of();

        synchronized void writeLater(Map<?, ?> map) {
            write();
            calls.addAndGet(map.isEmpty() ? 0 : 1);
            map.keySet().forEach(key -> settings.put(key, "expires"));
            pending = map;
        }

        private synchronized void write() {
            Map<?, ?> written = pending;
            pending = Map.of();
            written.forEach(this::store);
        }

        @Override
        public ValueWrapper get(Object key) {
            write();
            return super.get(key);
        }

        @Override
        public ValueWrapper peek(Object key) {
            write();
            return super.peek(key);
        }

        @Override
        public void remove(Object key) {
            write();
            super.remove(key);
        }
    }

    /** A level in front of the store remembers what was not there, and does not hear of puts. */
    @TurnsRed("nextBatchReadSeesWhatWasStored")
    static class RemembersMisses extends HeapContract {

        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return new HeapBatch(cache) {
                private final List<Object> missed = new ArrayList<>();

                @Override
                public synchronized Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
                    Map<Object, ValueWrapper> hits = super.multiGet(keys);
                    hits.keySet().removeAll(missed);
                    keys.stream().filter(key -> !hits.containsKey(key)).forEach(missed::add);
                    return hits;
                }
            };
        }
    }

    /** The contract for a store whose batch writes are as given. */
    private abstract static class Putting extends HeapContract {

        private final BiConsumer<HeapCache, Map<?, ?>> multiPut;

        Putting(BiConsumer<HeapCache, Map<?, ?>> multiPut) {
            this.multiPut = multiPut;
        }

        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return new HeapBatch(cache) {
                @Override
                public void multiPut(Map<?, ?> map) {
                    multiPut.accept(source, map);
                }
            };
        }
    }
}
