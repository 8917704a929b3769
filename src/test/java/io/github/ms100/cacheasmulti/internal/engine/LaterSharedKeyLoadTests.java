package io.github.ms100.cacheasmulti.internal.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("S16 A2 of elements that share a key, loaded without waiting")
class LaterSharedKeyLoadTests extends SharedKeyLoadTests {

    @BeforeAll
    static void drive() {
        Way.current = Way.LATER;
    }

    @AfterAll
    static void stop() {
        Way.current = Way.WAITING;
    }
}
