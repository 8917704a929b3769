package io.github.ms100.cacheasmulti.internal.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("S13 S22 A8 failures of calls that do not wait")
class LaterFailureTests extends BatchFailureTests {

    @BeforeAll
    static void drive() {
        Way.current = Way.LATER;
    }

    @AfterAll
    static void stop() {
        Way.current = Way.WAITING;
    }
}
