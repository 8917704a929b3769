package io.github.ms100.cacheasmulti.internal.engine;

import static io.github.ms100.cacheasmulti.internal.engine.ModelOperation.someKeys;

import io.github.ms100.cacheasmulti.internal.engine.ModelOperation.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("S1 a batch does what a loop of single calls does")
class BatchAsLoopTests {

    private static final Kind[] KINDS = Kind.values();

    @ParameterizedTest
    @EnumSource
    @DisplayName("S15 S17 one operation, one or two elements: every case")
    void oneOperation(Kind kind) {
        Choices.all(choices -> {
            int size = 1 + choices.of(2);
            ModelCase.of(choices, size)
                    .cache()
                    .conditional(kind, someKeys(choices, size), 0)
                    .check();
        });
    }

    @Test
    @DisplayName("S16 a read of three elements, whoever shares keys: every case")
    void readOfThree() {
        Choices.all(choices -> ModelCase.of(choices, 3)
                .cache(true)
                .unconditional(Kind.READ, someKeys(choices, 3), 0)
                .check());
    }

    @Test
    @DisplayName("S18 a read of two elements from two caches: every case without a condition")
    void readOfTwoCaches() {
        Choices.all(choices -> ModelCase.of(choices, 2)
                .cache()
                .cache(false)
                .unconditional(Kind.READ, someKeys(choices, 2), 0, 1)
                .check());
    }

    @Test
    @DisplayName("S17 a read and a put of two elements in one cache")
    void readAndPut() {
        List<Integer> keys = List.of(0, 1);
        Choices.some(5_000, choices -> ModelCase.of(choices, 2)
                .cache()
                .unconditional(Kind.READ, keys, 0)
                .conditional(Kind.PUT, keys, 0)
                .check());
    }

    @Test
    @DisplayName("S16 S17 a read and a put with keys of their own that are shared")
    void readAndPutOfSharedKeys() {
        Choices.some(5_000, choices -> ModelCase.of(choices, 3)
                .cache()
                .cache()
                .cache()
                .conditional(Kind.READ, someKeys(choices, 3), 0, 1)
                .conditional(Kind.PUT, someKeys(choices, 3), 2)
                .check());
    }

    @Test
    @DisplayName("S16 two reads with keys of their own that are shared")
    void twoReadsOfSharedKeys() {
        Choices.some(5_000, choices -> ModelCase.of(choices, 3)
                .cache(false)
                .cache(true)
                .conditional(Kind.READ, someKeys(choices, 3), 0)
                .conditional(Kind.READ, someKeys(choices, 3), 1)
                .check());
    }

    @Test
    @DisplayName("S16 three reads and a put with keys of their own that are shared")
    void manyOperationsOfSharedKeys() {
        Choices.some(5_000, choices -> ModelCase.of(choices, 3)
                .cache(true)
                .cache(true)
                .cache(false)
                .cache(true)
                .unconditional(Kind.READ, someKeys(choices, 3), 0)
                .conditional(KINDS[Kind.READ.ordinal() + choices.of(2)], someKeys(choices, 3), 1)
                .unconditional(Kind.READ, someKeys(choices, 3), 2)
                .conditional(Kind.PUT, someKeys(choices, 3), 3)
                .check());
    }

    @Test
    @DisplayName("S17 S18 some operations of any kind, in two caches")
    void someOperations() {
        Choices.some(5_000, choices -> {
            int size = 1 + choices.of(3);
            List<Integer> keys = IntStream.range(0, size).boxed().toList();
            ModelCase trial = ModelCase.of(choices, size).cache().cache();
            for (int left = choices.of(4); left >= 0; left--) {
                Integer[] caches = List.of(new Integer[] {0}, new Integer[] {1}, new Integer[] {0, 1}, new Integer[] {})
                        .get(choices.of(4));
                trial.conditional(KINDS[choices.of(KINDS.length)], keys, caches);
            }
            trial.check();
        });
    }

    @Test
    @DisplayName("S16 S17 a read of shared keys among evicts and puts of what the caller passed")
    void readAmongOthers() {
        Choices.some(5_000, choices -> ModelCase.of(choices, 3)
                .cache()
                .cache()
                .conditional(KINDS[choices.of(3)], someKeys(choices, 3), 0)
                .conditional(Kind.READ, someKeys(choices, 3), 0, 1)
                .conditional(KINDS[KINDS.length - 1 - choices.of(3)], someKeys(choices, 3), 0, 1)
                .check());
    }
}
