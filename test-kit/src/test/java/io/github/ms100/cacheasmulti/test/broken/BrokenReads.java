package io.github.ms100.cacheasmulti.test.broken;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.heap.HeapBatch;
import io.github.ms100.cacheasmulti.test.heap.HeapCache;
import io.github.ms100.cacheasmulti.test.heap.HeapContract;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.support.SimpleValueWrapper;

/** Batch reads, each wrong in one way. */
final class BrokenReads {

    private BrokenReads() {}

    @TurnsRed("whatGetFindsIsAHit")
    static class OfLargeBatchesReadsAPart extends Reading {
        OfLargeBatchesReadsAPart() {
            super((source, keys) -> read(source, keys.stream().limit(50).toList()));
        }
    }

    @TurnsRed("whatGetDoesNotFindIsNoHit")
    static class WrapsMisses extends Reading {
        WrapsMisses() {
            super((source, keys) -> {
                Map<Object, ValueWrapper> hits = read(source, keys);
                keys.forEach(key -> hits.putIfAbsent(key, new SimpleValueWrapper(null)));
                return hits;
            });
        }
    }

    @TurnsRed("storedNullIsAHit")
    static class TakesStoredNullsForMisses extends Reading {
        TakesStoredNullsForMisses() {
            super((source, keys) -> {
                Map<Object, ValueWrapper> hits = read(source, keys);
                hits.values().removeIf(hit -> hit.get() == null);
                return hits;
            });
        }
    }

    @TurnsRed("keyThatRepeatsIsOneKey")
    static class RefusesDuplicates extends Reading {
        RefusesDuplicates() {
            super((source, keys) -> {
                Set.of(keys.toArray());
                return read(source, keys);
            });
        }
    }

    @TurnsRed("equalKeysAreOneKey")
    static class TellsEqualKeysApart extends Reading {
        TellsEqualKeysApart() {
            super((source, keys) -> new IdentityHashMap<>(read(source, keys)));
        }
    }

    @TurnsRed("noKeysNoHits")
    static class TakesNoKeysForAll extends Reading {
        TakesNoKeysForAll() {
            super((source, keys) ->
                    read(source, keys.isEmpty() ? source.getNativeCache().keySet() : keys));
        }
    }

    @TurnsRed("noKeysNoHits")
    static class AsksTheStoreForNothing extends Reading {
        AsksTheStoreForNothing() {
            super((source, keys) -> {
                source.calls.addAndGet(keys.isEmpty() ? 1 : 0);
                return read(source, keys);
            });
        }
    }

    @TurnsRed("keysComeInAnyCollection")
    static class TakesListsOnly extends Reading {
        TakesListsOnly() {
            super((source, keys) -> read(source, keys instanceof Set<?> set ? set : (List<?>) keys));
        }
    }

    @TurnsRed("keysComeInImmutableCollections")
    static class LooksForNullAmongKeys extends Reading {
        LooksForNullAmongKeys() {
            super((source, keys) -> keys.contains(null) ? Map.of() : read(source, keys));
        }
    }

    @TurnsRed("callersKeysStayAsTheyAre")
    static class SortsTheCallersKeys extends Reading {
        SortsTheCallersKeys() {
            super((source, keys) -> {
                Map<Object, ValueWrapper> hits = read(source, keys);
                if (keys instanceof ArrayList<?> list) {
                    list.sort(null);
                }
                return hits;
            });
        }
    }

    @TurnsRed("callersKeysAreNotKept")
    static class ReturnsAViewOfTheCallersKeys extends Reading {
        ReturnsAViewOfTheCallersKeys() {
            super((source, keys) -> {
                Map<Object, ValueWrapper> hits = read(source, keys);
                return view(keys, hits);
            });
        }
    }

    @TurnsRed("laterChangesDoNotReachTheResult")
    static class ReturnsAViewOfTheStore extends Reading {
        ReturnsAViewOfTheStore() {
            super((source, keys) -> {
                read(source, keys);
                return liveView(source, List.copyOf(new LinkedHashSet<>(keys)));
            });
        }

        private static Map<Object, ValueWrapper> liveView(HeapCache source, List<?> keys) {
            return new AbstractMap<>() {
                @Override
                public Set<Entry<Object, ValueWrapper>> entrySet() {
                    return view(keys, new HeapBatch(uncounted(source)).multiGet(keys))
                            .entrySet();
                }
            };
        }

        private static HeapCache uncounted(HeapCache source) {
            return new HeapCache() {
                @Override
                public ValueWrapper peek(Object key) {
                    Object stored = source.getNativeCache().get(key);
                    return stored == null ? null : new SimpleValueWrapper(fromStoreValue(stored));
                }
            };
        }
    }

    @TurnsRed("resultGivesOneAnswer")
    static class ReturnsAMapThatContainsEveryKey extends Reading {
        ReturnsAMapThatContainsEveryKey() {
            super((source, keys) -> new LinkedHashMap<>(read(source, keys)) {
                @Override
                public boolean containsKey(Object key) {
                    return true;
                }
            });
        }
    }

    @TurnsRed("valuesAreHandedOutAsByGet")
    static class HandsOutCopies extends Reading {
        HandsOutCopies() {
            super((source, keys) -> {
                Map<Object, ValueWrapper> hits = read(source, keys);
                hits.replaceAll((key, hit) ->
                        hit.get() instanceof List<?> list ? new SimpleValueWrapper(new ArrayList<>(list)) : hit);
                return hits;
            });
        }
    }

    @TurnsRed("batchesAreCountedAsSingleCallsAre")
    static class CountsHitsOnly extends Reading {
        CountsHitsOnly() {
            super((source, keys) -> {
                Map<Object, ValueWrapper> hits = read(source, keys);
                source.misses.set(0);
                return hits;
            });
        }
    }

    private static Map<Object, ValueWrapper> read(HeapCache source, Collection<?> keys) {
        return new HeapBatch(source).multiGet(keys);
    }

    private static Map<Object, ValueWrapper> view(Collection<?> keys, Map<Object, ValueWrapper> hits) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<Object, ValueWrapper>> entrySet() {
                return hits.entrySet().stream()
                        .filter(hit -> keys.contains(hit.getKey()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        };
    }

    /** The contract for a store whose batch reads are as given. */
    private abstract static class Reading extends HeapContract {

        private final BiFunction<HeapCache, Collection<?>, Map<Object, ValueWrapper>> multiGet;

        Reading(BiFunction<HeapCache, Collection<?>, Map<Object, ValueWrapper>> multiGet) {
            this.multiGet = multiGet;
        }

        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return new HeapBatch(cache) {
                @Override
                public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
                    return multiGet.apply(source, keys);
                }
            };
        }
    }
}
