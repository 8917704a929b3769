package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.SpringLine;
import java.util.List;

/** The codecs that can be tried side by side: both where Spring Boot 4 is, that of Jackson 2 where only that is. */
final class Codecs {

    private Codecs() {}

    static List<JsonCodec> all(JsonTypes types, ClassLoader classLoader) {
        return all(types, new HiddenState(JsonHiddenState.WARN), classLoader);
    }

    static List<JsonCodec> all(JsonTypes types, HiddenState hiddenState, ClassLoader classLoader) {
        JsonCodec jackson2 = new Jackson2JsonCodec(types, hiddenState, classLoader);
        boolean both = SpringLine.isPresent("tools.jackson.databind.json.JsonMapper");
        assertThat(both).as("both versions of Jackson are there").isEqualTo(SpringLine.BOOT_4);
        return both ? List.of(jackson2, new Jackson3JsonCodec(types, hiddenState)) : List.of(jackson2);
    }
}
