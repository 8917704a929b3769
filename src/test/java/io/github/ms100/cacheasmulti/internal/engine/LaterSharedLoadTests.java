package io.github.ms100.cacheasmulti.internal.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("S19 A12 of overlapping calls that do not wait each key is loaded by one")
class LaterSharedLoadTests extends SharedLoadTests {

    @BeforeAll
    static void drive() {
        Way.current = Way.LATER;
    }

    @AfterAll
    static void stop() {
        Way.current = Way.WAITING;
    }
}
