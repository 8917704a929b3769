package io.github.ms100.cacheasmulti.internal.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("J3 exceptions, where nobody waits")
class LaterExceptionCacheTests extends ExceptionCacheTests {

    @BeforeAll
    static void drive() {
        Way.current = Way.LATER;
    }

    @AfterAll
    static void stop() {
        Way.current = Way.WAITING;
    }
}
