package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.SmallLists;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S16 of equal keys the last value is stored")
class KeyedValuesTests {

    private static final int KEYS = 3;

    @Test
    void lastValueCountsAtTheFirstPlace() {
        KeyedValues entries = new KeyedValues(4, false);

        entries.add("a", 1);
        entries.add("b", 2);
        entries.add("a", 3);

        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.keys()).containsExactly("a", "b");
        assertThat(entries.values()).containsExactly(3, 2);
        assertThat(entries.toMap()).isEqualTo(Map.of("a", 3, "b", 2));
    }

    @Test
    void thereAreAsManyValuesAsKeys() {
        KeyedValues entries = new KeyedValues(4, true);
        entries.add("a", 1);

        assertThat(entries.values()).containsExactly(1);
        assertThat(entries.keys()).containsExactly("a");
    }

    @Test
    void distinctKeysAreNotCompared() {
        KeyedValues entries = new KeyedValues(2, true);

        entries.add("a", 1);
        entries.add("a", 2);

        assertThat(entries.keys()).containsExactly("a", "a");
    }

    @Test
    @DisplayName("S11 a cache that refuses null gets the last value that is none, as in a loop: every case")
    void withoutNulls() {
        List<String> items = List.of("00", "0x", "0y", "10", "1x", "2x");
        for (List<String> added : SmallLists.of(4, items)) {
            KeyedValues entries = new KeyedValues(added.size(), false);
            Map<Object, @Nullable Object> all = new LinkedHashMap<>();
            Map<Object, @Nullable Object> present = new HashMap<>();
            for (String item : added) {
                String value = item.endsWith("0") ? null : item;
                entries.add(item.charAt(0), value);
                all.put(item.charAt(0), value);
                if (value != null) {
                    present.put(item.charAt(0), value);
                }
            }

            KeyedValues rest = entries.withoutNulls();

            assertThat(entries.keys())
                    .as("order of %s", added)
                    .isEqualTo(all.keySet().toArray());
            assertThat(rest.toMap()).as("values of %s", added).isEqualTo(present);
            assertThat(rest.keys())
                    .isEqualTo(
                            all.keySet().stream().filter(present::containsKey).toArray());
            assertThat(rest.values()).hasSize(rest.size()).doesNotContainNull();
            assertThat(rest == entries).as("the same").isEqualTo(!all.containsValue(null));
        }
    }

    @Test
    void withoutSome() {
        for (int mask = 0; mask < 1 << KEYS; mask++) {
            int out = mask;
            KeyedValues entries = new KeyedValues(KEYS + 1, true);
            IntStream.range(0, KEYS).forEach(i -> entries.add(i, "v" + i));
            int[] excluded =
                    IntStream.range(0, KEYS).filter(i -> (out >> i & 1) != 0).toArray();
            Object[] kept = IntStream.range(0, KEYS)
                    .filter(i -> (out >> i & 1) == 0)
                    .boxed()
                    .toArray();

            KeyedValues rest = entries.without(excluded);

            assertThat(rest.keys()).isEqualTo(kept);
            assertThat(rest.values())
                    .isEqualTo(Arrays.stream(kept).map(key -> "v" + key).toArray());
            assertThat(entries.keys()).as("what it was made of").hasSize(KEYS);
            assertThat(rest == entries).as("the same").isEqualTo(excluded.length == 0);
            assertThat(entries.keysAt(excluded))
                    .isEqualTo(Arrays.stream(excluded).boxed().toArray());
        }
    }

    @Test
    void arraysAreNotCopiedWhereTheyAreFull() {
        KeyedValues entries = new KeyedValues(1, true);
        entries.add("a", 1);

        assertThat(entries.keys()).isSameAs(entries.keys());
        assertThat(entries.values()).isSameAs(entries.values());
    }
}
