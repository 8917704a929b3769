package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;

/**
 * The contract of an {@link EnhancedCache} that says which keys of a batch failed, by a {@link PartialBatchException}: these
 * and no others are named, and everything is done for the others. One that knows only that a batch failed throws its own
 * exception, and needs no test of this kind.
 *
 * <p>Extend it and write {@code newCache()}, {@code batchFormOf(Cache)} and {@link #failFor}. Where not all of the {@linkplain
 * Operation operations} can be made to fail, {@link #failing} says which can; tests are made for those only. Keys and values
 * are {@code Integer}s and {@code String}s, unless {@code key} and {@code value} say otherwise.
 *
 * @since 2.0.0
 * @see EnhancedCacheContract
 */
public abstract class PartialFailureContract extends StoreContract {

    /** The numbers of the keys in a batch that fail: the first, so that others come after it, and one in the middle. */
    private static final List<Integer> BROKEN = List.of(0, 2);

    private static final List<Integer> SOUND = List.of(1, 3, 4);

    /** The number of a key that is not cached when a batch is read. */
    private static final int ABSENT = 4;

    /** Returns the operations that can be made to fail; all of them, unless this is overridden. */
    protected Set<Operation> failing() {
        return EnumSet.allOf(Operation.class);
    }

    /**
     * Makes an operation fail for one key from now on, and for that alone: its single call throws a {@code RuntimeException}.
     * What becomes of other operations does not matter.
     *
     * @param operation one of {@link #failing}
     * @param cache what {@code newCache()} has made; the key is cached, but for a {@link Operation#PUT}
     */
    protected abstract void failFor(Operation operation, Cache cache, Object key);

    /**
     * Returns the value to be put where a {@link Operation#PUT} is to fail: that of any other put, unless this is overridden,
     * as where it is the value that cannot be stored.
     *
     * @param number that of the key
     */
    protected Object failingValue(int number) {
        return value(number, "b");
    }

    /**
     * Makes every operation fail for every key from now on, as if the store were gone.
     *
     * @param cache what {@code newCache()} has made
     * @return whether that is possible; {@code false}, unless this is overridden, and then nothing is asserted of it
     */
    protected boolean failAltogether(Cache cache) {
        return false;
    }

    @Test
    @DisplayName("S23, S24 there is something that can fail")
    void somethingCanFail() {
        assertThat(failing())
                .as("failing() must name at least one operation, which failFor makes fail")
                .isNotEmpty();
    }

    @TestFactory
    @DisplayName("S23, S24 a PartialBatchException names exactly the keys that failed")
    Stream<DynamicTest> exactlyTheFailedKeysAreNamed() {
        return forEachFailing(batch -> assertThat(batch.failures().keySet())
                .as("%s must name in its PartialBatchException exactly the keys that failed", batch.method())
                .isEqualTo(Set.copyOf(batch.broken())));
    }

    @TestFactory
    @DisplayName("S23, S24 all is done for the others")
    Stream<DynamicTest> othersAreDone() {
        return forEachFailing(batch -> assertThat(batch.done())
                .as(
                        "%s must go on when a key fails: return the hits, store or evict the entries of all others",
                        batch.method())
                .isEqualTo(batch.doneBySingleCalls()));
    }

    @TestFactory
    @DisplayName("S23, S24 a key fails in a batch as it does by itself")
    Stream<DynamicTest> keysFailAsTheyDoByThemselves() {
        return forEachFailing(batch -> batch.failures().forEach((key, failure) -> {
            if (batch.broken().contains(key)) {
                assertThat(failure)
                        .as("%s must give the exception of the single call as the failure of %s", batch.method(), key)
                        .hasSameClassAs(batch.singleFailure(key));
            }
        }));
    }

    @TestFactory
    @DisplayName("S22 a batch that fails as a whole throws the exception of the store")
    Stream<DynamicTest> wholeFailureIsThatOfTheStore() {
        if (!failAltogether(newCache())) {
            return Stream.empty();
        }
        return Stream.of(Operation.values())
                .map(operation -> DynamicTest.dynamicTest(operation.method(), () -> {
                    Attempt batch = new Attempt(operation);
                    failAltogether(batch.source);
                    batch.run();
                    assertThat(batch.thrown instanceof RuntimeException
                                    && !(batch.thrown instanceof PartialBatchException))
                            .as(
                                    "%s must throw the exception of a store that is gone as it is, which is told once for all"
                                            + " keys, but it threw %s",
                                    operation.method(), batch.thrown)
                            .isTrue();
                }));
    }

    private Stream<DynamicTest> forEachFailing(Consumer<Attempt> assertion) {
        return failing().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.method(), () -> {
                    Attempt batch = new Attempt(operation);
                    batch.broken().forEach(key -> failFor(operation, batch.source, key));
                    batch.run();
                    assertion.accept(batch);
                }));
    }

    /** What may fail for a key: the single call, and its batch. */
    public enum Operation {
        /** {@code get} and {@code multiGet}. */
        GET("multiGet"),

        /** {@code put} and {@code multiPut}. */
        PUT("multiPut"),

        /** {@code evict} and {@code multiEvict}. */
        EVICT("multiEvict"),

        /** {@code evictIfPresent} and {@code multiEvictIfPresent}. */
        EVICT_IF_PRESENT("multiEvictIfPresent");

        private final String method;

        Operation(String method) {
            this.method = method;
        }

        private String method() {
            return method;
        }
    }

    /** One batch, of which some keys fail. */
    private final class Attempt {

        private final Operation operation;

        private final Cache source = newCache();

        private final EnhancedCache batch = batchFormOf(source);

        private final Map<Object, @Nullable Object> entries = entries(5);

        private @Nullable Throwable thrown;

        private Map<Object, ValueWrapper> hits = Map.of();

        Attempt(Operation operation) {
            this.operation = operation;
            if (operation == Operation.PUT) {
                BROKEN.forEach(number -> entries.put(key(number), failingValue(number)));
            } else {
                entries.forEach(source::put);
                source.evict(key(ABSENT));
            }
        }

        String method() {
            return operation.method();
        }

        List<Object> broken() {
            return keysOf(BROKEN);
        }

        void run() {
            Collection<Object> keys = new ArrayList<>(entries.keySet());
            thrown = catchThrowable(() -> {
                switch (operation) {
                    case GET -> hits = batch.multiGet(keys);
                    case PUT -> batch.multiPut(entries);
                    case EVICT -> batch.multiEvict(keys);
                    case EVICT_IF_PRESENT -> batch.multiEvictIfPresent(keys);
                }
            });
            if (thrown instanceof PartialBatchException partial) {
                hits = partial.getHits();
            }
        }

        Map<Object, RuntimeException> failures() {
            if (thrown instanceof PartialBatchException partial) {
                return partial.getFailures();
            }
            throw new AssertionError(
                    "%s must throw a PartialBatchException that names the keys that failed, not %s"
                            .formatted(method(), thrown),
                    thrown);
        }

        /** Returns what was read of the keys that do not fail, or what is cached of them since. */
        Map<Object, @Nullable Object> done() {
            return (operation == Operation.GET) ? values(hits) : contents(source, keysOf(SOUND));
        }

        Map<Object, @Nullable Object> doneBySingleCalls() {
            Map<Object, @Nullable Object> expected = entries(5);
            broken().forEach(expected::remove);
            if (operation == Operation.GET) {
                expected.remove(key(ABSENT));
            } else if (operation != Operation.PUT) {
                expected.clear();
            }
            return expected;
        }

        Throwable singleFailure(Object key) {
            Throwable failure = catchThrowable(() -> {
                switch (operation) {
                    case GET -> source.get(key);
                    case PUT -> source.put(key, entries.get(key));
                    case EVICT -> source.evict(key);
                    case EVICT_IF_PRESENT -> source.evictIfPresent(key);
                }
            });
            assertThat(failure)
                    .as("failFor must make the single call fail for %s, too", key)
                    .isInstanceOf(RuntimeException.class);
            return failure;
        }

        private List<Object> keysOf(List<Integer> numbers) {
            return numbers.stream().map(PartialFailureContract.this::key).toList();
        }
    }
}
