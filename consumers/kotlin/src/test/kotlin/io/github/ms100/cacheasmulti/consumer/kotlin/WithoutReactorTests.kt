package io.github.ms100.cacheasmulti.consumer.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.boot.test.context.runner.ApplicationContextRunner

/** The application without kotlinx-coroutines-reactor on its class path: the build runs this class by itself. */
class WithoutReactorTests {

    @Test
    fun `A1 the application does not start, and says what is missing`() {
        ApplicationContextRunner()
            .withUserConfiguration(GarageApplication::class.java)
            .withPropertyValues("spring.cache.type=simple")
            .run { context ->
                assertThat(context.startupFailure)
                    .rootCause()
                    .hasMessageContaining("is a Kotlin suspend function")
                    .hasMessageContaining("kotlinx-coroutines-reactor is not on the class path")
            }
    }
}
