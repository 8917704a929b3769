package io.github.ms100.cacheasmulti.test.broken;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.heap.HeapBatch;
import io.github.ms100.cacheasmulti.test.heap.HeapCache;
import io.github.ms100.cacheasmulti.test.heap.HeapContract;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Batch forms, each wrong in one way that is not about one of the batches. */
final class BrokenCaches {

    private BrokenCaches() {}

    @TurnsRed("nameAndNativeCacheAreThoseOfTheCache")
    static class HasANameOfItsOwn extends Whole {
        HasANameOfItsOwn() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public String getName() {
                    return "batches of " + super.getName();
                }
            });
        }
    }

    @TurnsRed("nameAndNativeCacheAreThoseOfTheCache")
    static class HasANativeCacheOfItsOwn extends Whole {
        HasANativeCacheOfItsOwn() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public Object getNativeCache() {
                    return source;
                }
            });
        }
    }

    @TurnsRed("singleReadsAreThoseOfTheCache")
    static class FindsNothingByItself extends Whole {
        FindsNothingByItself() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public ValueWrapper get(Object key) {
                    return null;
                }
            });
        }
    }

    @TurnsRed("singleReadsAreThoseOfTheCache")
    static class DoesNotStoreWhatItLoads extends Whole {
        DoesNotStoreWhatItLoads() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public <T> T get(Object key, Callable<T> valueLoader) {
                    try {
                        return get(key) == null ? valueLoader.call() : super.get(key, valueLoader);
                    } catch (Exception ex) {
                        throw new ValueRetrievalException(key, valueLoader, ex);
                    }
                }
            });
        }
    }

    @TurnsRed("retrieveIsThatOfTheCache")
    static class CannotRetrieve extends Whole {
        CannotRetrieve() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public CompletableFuture<?> retrieve(Object key) {
                    throw new UnsupportedOperationException();
                }
            });
        }
    }

    @TurnsRed("singleWritesAreThoseOfTheCache")
    static class ReplacesWhatIsPresent extends Whole {
        ReplacesWhatIsPresent() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public ValueWrapper putIfAbsent(Object key, Object value) {
                    put(key, value);
                    return null;
                }
            });
        }
    }

    @TurnsRed("singleWritesAreThoseOfTheCache")
    static class NeverTellsWhatItEvicted extends Whole {
        NeverTellsWhatItEvicted() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public boolean evictIfPresent(Object key) {
                    evict(key);
                    return false;
                }
            });
        }
    }

    @TurnsRed("clearAndInvalidateClearTheCache")
    static class CannotBeCleared extends Whole {
        CannotBeCleared() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public boolean invalidate() {
                    return false;
                }
            });
        }
    }

    @TurnsRed("batchIsNoCallForEachKey")
    static class AsksForEachKey extends Whole {
        AsksForEachKey() {
            super(cache -> new HeapBatch(cache) {
                @Override
                public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
                    Map<Object, ValueWrapper> hits = new LinkedHashMap<>();
                    for (Object key : keys) {
                        ValueWrapper hit = source.get(key);
                        if (hit != null) {
                            hits.put(key, hit);
                        }
                    }
                    return hits;
                }
            });
        }
    }

    @TurnsRed("threadsSeeOnlyValuesOfTheirKeys")
    static class SharesABuffer extends Whole {
        SharesABuffer() {
            super(Buffering::new);
        }
    }

    /**
     * Its writes share one buffer. Of the threads beside that of the test the first two meet in it, and the others wait
     * until these have read what came of it.
     */
    private static final class Buffering extends HeapBatch {

        private final Thread test = Thread.currentThread();

        private final AtomicInteger writes = new AtomicInteger();

        private final CyclicBarrier both = new CyclicBarrier(2);

        private final CountDownLatch reads = new CountDownLatch(2);

        private volatile Map<?, ?> buffer = Map.of();

        Buffering(HeapCache source) {
            super(source);
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            if (Thread.currentThread() == test) {
                super.multiPut(map);
            } else if (writes.incrementAndGet() > 2) {
                await(() -> reads.await(1, TimeUnit.MINUTES));
                super.multiPut(map);
            } else {
                buffer = map;
                await(() -> both.await(1, TimeUnit.MINUTES));
                Iterator<?> values = buffer.values().iterator();
                Map<Object, Object> mixed = new HashMap<>();
                map.keySet().forEach(key -> mixed.put(key, values.next()));
                super.multiPut(mixed);
            }
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            Map<Object, ValueWrapper> hits = super.multiGet(keys);
            if (Thread.currentThread() != test) {
                reads.countDown();
            }
            return hits;
        }

        private static void await(Callable<?> event) {
            try {
                event.call();
            } catch (Exception ex) {
                throw new IllegalStateException(ex);
            }
        }
    }

    /** The contract for a batch form as given. */
    private abstract static class Whole extends HeapContract {

        private final Function<HeapCache, EnhancedCache> batchForm;

        Whole(Function<HeapCache, EnhancedCache> batchForm) {
            this.batchForm = batchForm;
        }

        @Override
        protected EnhancedCache batchForm(HeapCache cache) {
            return batchForm.apply(cache);
        }
    }
}
