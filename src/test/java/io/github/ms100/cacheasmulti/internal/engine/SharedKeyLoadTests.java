package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S16, S19 of overlapping calls each key is loaded by one, also where elements share it")
class SharedKeyLoadTests extends SharedLoads {

    @Test
    @DisplayName("S6 what the method may not be asked for is not shared")
    void lookalikesAreNotShared() throws Throwable {
        othersClaim("k1");
        loader.lookalikes = Lookalikes.of(new int[] {0, 0});

        assertThat(read("k0", "k1")).containsExactly("v0", "v1");
        othersEnd(Map.of());
    }

    @Test
    @DisplayName("S16 who shares a key with an element that is given its value takes that")
    void sharedKeyOfAnElementThatWaits() throws Throwable {
        othersClaim("k0");
        loader.meanwhile = () -> othersEnd(Map.of("k0", "theirs"));

        assertThat(read("k0", "k1", "k0")).containsExactly("theirs", "v1", "theirs");

        assertThat(loader.asked).containsExactly(List.of(1));
    }

    @Test
    @DisplayName("S16 who waits is given what is stored under the key, whoever was loaded for it")
    void holderOfASharedKey() throws Throwable {
        loader.meanwhile = () -> {
            if (others == null) {
                othersClaim("k0", "k1");
            }
        };

        run(3, FakeRules.keys("k0", "k0", "k1").unless("v0"::equals));

        assertThat(othersAreGiven("k0", "k1")).containsExactly("v1", "v2");
    }

    @Test
    @DisplayName("S16 who shares a key with an element that nobody loaded is loaded with it")
    void sharedKeyOfAnElementThatOthersFail() throws Throwable {
        othersClaim("k0");
        loader.meanwhile = () -> othersEnd(Map.of());

        assertThat(run(3, FakeRules.keys("k0", "k1", "k0").unless("v0"::equals)))
                .containsExactly("v0", "v1", "v2");

        assertThat(loader.asked.get(0)).containsExactly(1);
        assertThat(loader.asked.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2);
    }
}
