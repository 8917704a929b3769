package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.Entries;
import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P7 what a method has brought, in portions")
class SeedingTests {

    private final Batches batches = new Batches();

    @Test
    @DisplayName("P8 what the keys of a portion mean is not remembered longer than for it")
    void keysAreForgotten() {
        Remembering remembering = new Remembering(batches.feed.entriesOf(new FakeView("a").source()));
        FakeView view = new FakeView("a") {
            @Override
            public Entries entries() {
                return remembering;
            }
        };
        CallCache cache = batches.cache(view);
        assertThat(cache.entries()).isSameAs(remembering);
        try (Seeding seeding = new Seeding(
                List.of(new Seeding.Operation(FakeRules.keys(Batches.elements(3_500)), List.of(cache))),
                batches.guard(),
                batches.feed.loads().begin())) {
            batches.feed.announceKey(new FakeView("b").source(), 1, true).run();
            for (int row = 0; row < 3_500; row++) {
                seeding.add(row, "row " + row);
            }
            seeding.store();
        }

        assertThat(view.entries).hasSize(3_500);
        assertThat(remembering.keys).isEmpty();
    }

    private static final class Remembering implements Entries {

        private final Entries entries;

        private final Set<Object> keys = new HashSet<>();

        private Remembering(Entries entries) {
            this.entries = entries;
        }

        @Override
        public EntryId of(Object key) {
            keys.add(key);
            return entries.of(key);
        }

        @Override
        public EntryScope all() {
            return entries.all();
        }

        @Override
        public Entries anew() {
            return new Remembering(entries);
        }
    }
}
