package io.github.ms100.cacheasmulti.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestApplication;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import io.github.ms100.cacheasmulti.results.Things;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S18: several caches per operation, of which JSR-107 has no counterpart. */
class SeveralCachesTests {

    private final TestApplication<Things> application =
            TestApplication.counting(Family.SPRING, TestStore.CONCURRENT_MAP, Things.class);

    private final Things things = application.bean();

    private final Things target = application.target();

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    @DisplayName("S18 caches are asked in order for what is missing, and all of them get what is loaded")
    void severalCaches() {
        application.cache("b").put(1, "one");
        application.cache("a").put(2, "two");
        application.calls("a");
        application.calls("b");
        target.loader = () -> List.of("three");

        assertThat(things.both(List.of(1, 2, 3))).containsExactly("one", "two", "three");

        assertThat(application.calls("a")).containsExactly("multiGet[1, 2, 3]", "multiPut[3]");
        assertThat(application.calls("b")).containsExactly("multiGet[1, 3]", "multiPut[3]");
        assertThat(things.both(List.of(2, 3))).containsExactly("two", "three");
        assertThat(application.calls("b")).isEmpty();
    }

    @Test
    @DisplayName("S11, S18 a cache that refuses nulls is not given any, the others are")
    void oneOfSeveralRefusesNulls() {
        try (TestApplication<Things> refusing =
                TestApplication.of(Family.SPRING, TestStore.CONCURRENT_MAP, Things.class)) {
            refusing.target().loader = () -> Arrays.asList("one", null);

            assertThat(refusing.bean().several(List.of(1, 2))).containsExactly("one", null);

            assertThat(refusing.cache(TestStore.REFUSING).get(1).get()).isEqualTo("one");
            assertThat(refusing.cache(TestStore.REFUSING).get(2)).isNull();
            assertThat(refusing.cache("b").get(2)).isNotNull();
        }
    }
}
