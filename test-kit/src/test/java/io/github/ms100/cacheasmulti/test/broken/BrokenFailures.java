package io.github.ms100.cacheasmulti.test.broken;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.test.heap.FailingBatch;
import io.github.ms100.cacheasmulti.test.heap.FailingCache;
import io.github.ms100.cacheasmulti.test.heap.FailingContract;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Batch forms that tell of failures, each wrong in one way. */
final class BrokenFailures {

    private BrokenFailures() {}

    @TurnsRed("somethingCanFail")
    static class CannotFail extends Telling {
        CannotFail() {
            super(FailingBatch::new);
        }

        @Override
        protected Set<Operation> failing() {
            return EnumSet.noneOf(Operation.class);
        }
    }

    @TurnsRed(value = "exactlyTheFailedKeysAreNamed", dynamic = "multiGet")
    static class NamesAllKeysOfARead extends Telling {
        NamesAllKeysOfARead() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
                    try {
                        return super.multiGet(keys);
                    } catch (PartialBatchException ex) {
                        throw new PartialBatchException(ex.getHits(), forAll(keys, ex));
                    }
                }
            });
        }
    }

    @TurnsRed(value = "exactlyTheFailedKeysAreNamed", dynamic = "multiPut")
    static class NamesAllKeysOfAWrite extends Telling {
        NamesAllKeysOfAWrite() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public void multiPut(Map<?, ?> map) {
                    try {
                        super.multiPut(map);
                    } catch (PartialBatchException ex) {
                        throw new PartialBatchException(forAll(map.keySet(), ex));
                    }
                }
            });
        }
    }

    @TurnsRed(value = "exactlyTheFailedKeysAreNamed", dynamic = "multiEvict")
    static class NamesTheFirstFailureOnly extends Telling {
        NamesTheFirstFailureOnly() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public void multiEvict(Collection<?> keys) {
                    try {
                        super.multiEvict(keys);
                    } catch (PartialBatchException ex) {
                        var first = ex.getFailures().entrySet().iterator().next();
                        throw new PartialBatchException(Map.of(first.getKey(), first.getValue()));
                    }
                }
            });
        }
    }

    @TurnsRed(value = "othersAreDone", dynamic = "multiGet")
    static class LosesTheHits extends Telling {
        LosesTheHits() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
                    try {
                        return super.multiGet(keys);
                    } catch (PartialBatchException ex) {
                        throw new PartialBatchException(ex.getFailures());
                    }
                }
            });
        }
    }

    @TurnsRed(value = "othersAreDone", dynamic = "multiPut")
    static class TakesTheWriteBack extends Telling {
        TakesTheWriteBack() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public void multiPut(Map<?, ?> map) {
                    try {
                        super.multiPut(map);
                    } catch (PartialBatchException ex) {
                        source.clear();
                        throw ex;
                    }
                }
            });
        }
    }

    @TurnsRed(value = "othersAreDone", dynamic = "multiEvictIfPresent")
    static class TakesTheEvictBack extends Telling {
        TakesTheEvictBack() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public void multiEvictIfPresent(Collection<?> keys) {
                    Map<Object, Object> before = new LinkedHashMap<>(source.getNativeCache());
                    try {
                        super.multiEvictIfPresent(keys);
                    } catch (PartialBatchException ex) {
                        source.getNativeCache().putAll(before);
                        throw ex;
                    }
                }
            });
        }
    }

    @TurnsRed(value = "keysFailAsTheyDoByThemselves", dynamic = "multiGet")
    static class WrapsFailures extends Telling {
        WrapsFailures() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
                    try {
                        return super.multiGet(keys);
                    } catch (PartialBatchException ex) {
                        Map<Object, RuntimeException> wrapped = new LinkedHashMap<>();
                        ex.getFailures()
                                .forEach((key, failure) -> wrapped.put(key, new IllegalStateException(failure)));
                        throw new PartialBatchException(ex.getHits(), wrapped);
                    }
                }
            });
        }
    }

    @TurnsRed(value = "wholeFailureIsThatOfTheStore", dynamic = "multiPut")
    static class NamesAllKeysOfAStoreThatIsGone extends Telling {
        NamesAllKeysOfAStoreThatIsGone() {
            super(cache -> new FailingBatch(cache) {
                @Override
                public void multiPut(Map<?, ?> map) {
                    try {
                        super.multiPut(map);
                    } catch (IllegalStateException ex) {
                        throw new PartialBatchException(Map.of(0, ex));
                    }
                }
            });
        }
    }

    private static Map<Object, RuntimeException> forAll(Collection<?> keys, PartialBatchException failure) {
        Map<Object, RuntimeException> failures = new LinkedHashMap<>();
        keys.forEach(key -> failures.put(key, failure.getFailures().get(0)));
        return failures;
    }

    /** The contract for a batch form as given. */
    private abstract static class Telling extends FailingContract {

        private final Function<FailingCache, EnhancedCache> batchForm;

        Telling(Function<FailingCache, EnhancedCache> batchForm) {
            this.batchForm = batchForm;
        }

        @Override
        protected EnhancedCache batchForm(FailingCache cache) {
            return batchForm.apply(cache);
        }
    }
}
