package io.github.ms100.cacheasmulti.internal.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("S1 A2 a batch that does not wait does what a loop of single calls does and is answered at once")
class AtOnceAsLoopTests extends BatchAsLoopTests {

    @BeforeAll
    static void drive() {
        Way.current = Way.AT_ONCE;
    }

    @AfterAll
    static void stop() {
        Way.current = Way.WAITING;
    }
}
