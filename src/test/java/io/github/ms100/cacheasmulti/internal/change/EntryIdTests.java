package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S19 an entry is what the store says it is")
class EntryIdTests {

    private final Object store = new Object();

    private final EntryScope cars = EntryScope.of(store, "cars");

    private final EntryScope all = EntryScope.of(store);

    @Test
    void entriesOfOneCacheAreToldApartByTheKey() {
        EntryId id = new EntryId(cars, 1000);

        assertThat(id)
                .isEqualTo(new EntryId(EntryScope.of(store, "cars"), 1000))
                .hasSameHashCodeAs(new EntryId(EntryScope.of(store, "cars"), 1000))
                .isNotEqualTo(new EntryId(cars, 1001))
                .isNotEqualTo(new EntryId(cars, 1000L))
                .isNotEqualTo(new EntryId(EntryScope.of(store, "bikes"), 1000))
                .isNotEqualTo(new EntryId(EntryScope.of(new Object(), "cars"), 1000))
                .isNotEqualTo(1000)
                .isNotEqualTo(null);
        assertThat(id.scope()).isSameAs(cars);
    }

    @Test
    void storeMustBeThatVeryObject() {
        assertThat(EntryScope.of(new ArrayList<>(), "cars")).isNotEqualTo(EntryScope.of(new ArrayList<>(), "cars"));
    }

    @Test
    void bytesAreComparedByContent() {
        EntryId id = new EntryId(all, bytes("cars::1"));

        assertThat(id)
                .isEqualTo(new EntryId(all, bytes("cars::1")))
                .hasSameHashCodeAs(new EntryId(all, bytes("cars::1")))
                .isNotEqualTo(new EntryId(all, bytes("cars::2")));
    }

    @Test
    void equalHashCodesAreNotEnough() {
        assertThat(new EntryId(all, "Aa")).isNotEqualTo(new EntryId(all, "BB"));
        assertThat(new EntryId(all, new byte[] {0, 31})).isNotEqualTo(new EntryId(all, new byte[] {1, 0}));
        // Of equal hash code, but no bytes.
        assertThat(new EntryId(all, new byte[] {})).isNotEqualTo(new EntryId(all, 1));
        assertThat(new EntryId(all, 1)).isNotEqualTo(new EntryId(all, new byte[] {}));
    }

    @Test
    void inAStoreOfSeveralCachesTheKeyAloneTellsEntriesApart() {
        EntryId id = new EntryId(all.part("cars::"), bytes("cars::1"));

        assertThat(id)
                .isEqualTo(new EntryId(all, bytes("cars::1")))
                .isEqualTo(new EntryId(all.part("c"), bytes("cars::1")))
                .hasSameHashCodeAs(new EntryId(all, bytes("cars::1")));
    }

    @Test
    void keyThatIsModifiedKeepsItsHashCodeAndIsItself() {
        List<Object> key = new ArrayList<>(List.of(1));
        EntryId id = new EntryId(cars, key);
        int before = id.hashCode();

        key.add(2);

        assertThat(id.hashCode())
                .isEqualTo(before)
                .isEqualTo(31 * cars.hashCode() + List.of(1).hashCode());
        assertThat(new EntryId(cars, key)).isNotEqualTo(id);
    }

    @Test
    void keyIsNotComparedWithItself() {
        Object key = new Object() {
            @Override
            public int hashCode() {
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                throw new IllegalStateException("cannot be compared");
            }
        };

        assertThat(new EntryId(cars, key).equals(new EntryId(cars, key))).isTrue();
    }

    @Test
    void partsKnowWhatTheyAreAPartOf() {
        EntryScope part = all.part("cars::");

        assertThat(part.wider()).isSameAs(all);
        assertThat(part.widest()).isSameAs(all);
        assertThat(all.wider()).isNull();
        assertThat(all.widest()).isSameAs(all);
        assertThat(part)
                .isEqualTo(all.part("cars::"))
                .isNotEqualTo(all.part("bikes::"))
                .isNotEqualTo(all);
        assertThat(part).hasSameHashCodeAs(EntryScope.of(store).part("cars::"));
        assertThat(part.hashCode()).isEqualTo(System.identityHashCode(store) * 31 + "cars::".hashCode());
        assertThat(part.equals("cars::")).isFalse();
    }

    @Test
    void textSaysWhatItIs() {
        assertThat(new EntryId(cars, 1)).hasToString("1 of cache 'cars'");
        assertThat(new EntryId(all.part("cars::"), bytes("cars::1")))
                .hasToString("cars::1 of the entries that begin with 'cars::'");
        assertThat(new EntryId(all, "x")).hasToString("x of a whole store");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
