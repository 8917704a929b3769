package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code multiPut} must do. */
abstract class PutContract extends ReadContract {

    @Test
    @DisplayName("B1 multiPut: what it stored is found by get")
    void whatMultiPutStoredIsFoundByGet() {
        forEachSize(size -> {
            multiPut(entries(size));
            entries(size).forEach(looped::put);

            assertSameContents(
                    "multiPut must store all of %d entries before it returns: check how a batch is split"
                            .formatted(size),
                    keys(size));
        });
    }

    @Test
    @DisplayName("B1 multiPut: replaces what was cached")
    void multiPutReplacesWhatWasCached() {
        putInBoth(entries(2));
        Map<Object, @Nullable Object> newer = new LinkedHashMap<>();
        newer.put(key(0), value(0, "new"));
        newer.put(key(1), value(1, "new"));

        multiPut(new LinkedHashMap<>(newer));
        newer.forEach(looped::put);

        assertSameContents("multiPut must replace the value of a key that is cached, as put does", keys(2));
    }

    @Test
    @DisplayName("B1 multiPut: leaves other entries alone")
    void multiPutLeavesOtherEntriesAlone() {
        putInBoth(entries(3));

        multiPut(new LinkedHashMap<>(Map.of(key(7), value(7, "a"))));

        assertSameContents("multiPut must leave entries alone whose keys are not in the batch", keys(3));
    }

    @Test
    @DisplayName("B1, S11 multiPut: a null is treated as put treats it")
    void nullIsTreatedAsByPut() {
        Throwable refusal = catchThrowable(() -> looped.put(key(1), null));
        assertThat(contents(looped, keys(2)).containsValue(null))
                .as("takesNull() must say whether a put of null stores it: override it, or mend the cache")
                .isEqualTo(takesNull());

        Throwable batchRefusal =
                catchThrowable(() -> batch.multiPut(new LinkedHashMap<>(Collections.singletonMap(key(1), null))));

        assertSameRefusal(refusal, batchRefusal);
        assertSameContents("multiPut must store a null, or leave it out, as put does", keys(2));
    }

    @Test
    @DisplayName("B1, S11 multiPut: a null among others does not keep them from being stored")
    void nullAmongOthersLeavesThemAlone() {
        Map<Object, @Nullable Object> entries = entries(4);
        entries.put(key(1), null);

        Throwable batchRefusal = catchThrowable(() -> batch.multiPut(entries));

        if (batchRefusal == null || batchRefusal instanceof PartialBatchException) {
            List<Object> others = List.of(key(0), key(2), key(3));
            others.forEach(key -> looped.put(key, entries(4).get(key)));
            assertSameContents(
                    "multiPut must store the other entries of a batch that holds a null; if it refuses the batch"
                            + " as a whole, it must throw no PartialBatchException",
                    others);
        }
    }

    @Test
    @DisplayName("B1 multiPut: no entries, no change, no call of the store")
    void noEntriesNoChange() {
        putInBoth(entries(2));

        assertNoCallToStore("multiPut", () -> batch.multiPut(new LinkedHashMap<>()));
        assertSameContents("multiPut must change nothing for an empty batch", keys(2));
    }

    @Test
    @DisplayName("B1 multiPut: entries come in an immutable map that refuses null")
    void entriesComeInAnImmutableMap() {
        String demand = "multiPut must not look for null in its map: containsValue(null) of an immutable one throws";
        must(demand, () -> batch.multiPut(Map.of(key(0), value(0, "a"), key(1), value(1, "a"))));
        entries(2).forEach(looped::put);

        assertSameContents(demand, keys(2));
    }

    @Test
    @DisplayName("B1 multiPut: the caller's map stays as it is")
    void callersMapStaysAsItIs() {
        Map<Object, @Nullable Object> entries = entries(3);

        multiPut(entries);

        assertThat(entries)
                .as("multiPut must not change the map it is given: work on a copy")
                .isEqualTo(entries(3));
    }

    @Test
    @DisplayName("B1 multiPut: the caller's map is not kept")
    void callersMapIsNotKept() {
        Map<Object, @Nullable Object> entries = entries(3);

        multiPut(entries);
        entries.clear();
        entries(3).forEach(looped::put);

        assertSameContents(
                "multiPut must not keep the map it is given, which is the caller's to change: copy what is written later",
                keys(3));
    }

    @Test
    @DisplayName("B1 multiPut: values are shared or copied as put does that")
    void valuesAreTakenAsByPut() {
        Object value = mutableValue();

        multiPut(new LinkedHashMap<>(Map.of(key(1), value)));

        assertThat(contents(source, keys(2)).get(key(1)) != value)
                .as("multiPut must store a copy of a value if put does (byValue() says %s), and only then", byValue())
                .isEqualTo(byValue());
    }

    @Test
    @DisplayName("B1 multiPut: entries expire, and are kept, as those of put")
    void entriesHaveTheSettingsOfThoseOfPut() {
        multiPut(entries(2));
        entries(2).forEach(looped::put);

        for (Object key : keys(2)) {
            assertThat(settingsOf(source, key))
                    .as("multiPut must store entries with the settings that put gives them, as their time to live")
                    .isEqualTo(settingsOf(looped, key));
        }
    }

    @Test
    @DisplayName("B1, S21 multiPut: the next multiGet sees what it stored")
    void nextBatchReadSeesWhatWasStored() {
        must("multiGet must answer", () -> batch.multiGet(keys(2)));

        multiPut(entries(2));
        entries(2).forEach(looped::put);

        assertThat(values(must("multiGet must answer", () -> batch.multiGet(keys(2)))))
                .as(
                        "multiGet must see what multiPut has stored before: let nothing remember what was, or was not, cached")
                .isEqualTo(contents(looped, keys(2)));
    }

    private void multiPut(Map<Object, @Nullable Object> entries) {
        must("multiPut must store " + entries, () -> batch.multiPut(entries));
    }

    private void assertSameRefusal(@Nullable Throwable single, @Nullable Throwable inBatch) {
        Throwable cause = (inBatch instanceof PartialBatchException partial)
                ? partial.getFailures().get(key(1))
                : inBatch;
        Class<?> expected = (single == null) ? null : single.getClass();
        assertThat(cause == null ? null : cause.getClass())
                .as(
                        "multiPut must refuse a null with the exception of put, or take it if put does; it threw %s",
                        inBatch)
                .isEqualTo(expected);
    }
}
