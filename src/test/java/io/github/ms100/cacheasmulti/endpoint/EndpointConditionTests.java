package io.github.ms100.cacheasmulti.endpoint;

import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiEndpointAutoConfiguration;
import io.github.ms100.cacheasmulti.endpoint.EndpointCars.CachingApplication;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesEndpoint;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesPage;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.statistics.BatchNumbers;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("O8 the endpoint is there")
class EndpointConditionTests {

    private final ApplicationContextRunner application = BootApplications.withCaches()
            .withPropertyValues("spring.cache.type=simple")
            .withUserConfiguration(CachingApplication.class);

    @Test
    @DisplayName("not without Actuator, and all else is")
    void withoutActuator() {
        application
                .withConfiguration(AutoConfigurations.of(CacheAsMultiEndpointAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(EndpointCars.class).find(List.of(1L)))
                            .hasSize(1);
                    assertNobodyListens(context.getBean(BatchEngine.class));
                });
    }

    @Test
    @DisplayName("not where it is not exposed, and then nothing is counted")
    void notExposed() {
        EndpointApplications.with(application).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context).doesNotHaveBean(CacheBatchesEndpoint.class).doesNotHaveBean(CacheBatchesPage.class);
            assertNobodyListens(context.getBean(BatchEngine.class));
        });
    }

    private static void assertNobodyListens(BatchEngine engine) {
        assertThat(engine.listener()).isSameAs(BatchListener.NO_OP);
    }

    @Test
    @DisplayName("without the page where that is not exposed")
    void withoutPage() {
        EndpointApplications.with(application)
                .withPropertyValues("management.endpoints.web.exposure.include=cachebatches")
                .run(context -> assertThat(context)
                        .hasSingleBean(CacheBatchesEndpoint.class)
                        .doesNotHaveBean(CacheBatchesPage.class));
    }

    @Test
    @DisplayName("not where access is none")
    void noAccess() {
        EndpointApplications.exposed(application)
                .withPropertyValues("management.endpoint.cachebatches.access=none")
                .run(context -> assertThat(context).doesNotHaveBean(CacheBatchesEndpoint.class));
    }

    @Test
    @DisplayName("beside the statistics log, with the same numbers")
    void besideTheLog() {
        EndpointApplications.exposed(application)
                .withPropertyValues("cache-as-multi.statistics-log.interval=1h")
                .run(context -> {
                    assertThat(context).hasSingleBean(BatchNumbers.class);
                    context.getBean(EndpointCars.class).find(List.of(1L));

                    assertThat(endpoint(context).cache("cars", null).misses()).isEqualTo(1);
                });
    }

    @ParameterizedTest(name = "access={0}, max-permitted={1}: {2}")
    @CsvSource({
        "read-only, unrestricted, false",
        "unrestricted, unrestricted, true",
        "unrestricted, read-only, false",
        ", unrestricted, false"
    })
    @DisplayName("and says whether it changes anything:")
    void access(String access, String maxPermitted, boolean expected) {
        EndpointApplications.exposed(application)
                .withPropertyValues("management.endpoints.access.max-permitted=" + maxPermitted)
                .withPropertyValues(
                        (access == null)
                                ? new String[0]
                                : new String[] {"management.endpoint.cachebatches.access=" + access})
                .run(context -> {
                    assertThat(endpoint(context).overview().allowed().evict()).isEqualTo(expected);
                    assertThat(endpoint(context).overview().allowed().clear()).isEqualTo(expected);
                });
    }

    @Test
    @DisplayName("with a clear error where a property is wrong")
    void wrongProperty() {
        EndpointApplications.exposed(application)
                .withPropertyValues("management.endpoint.cachebatches.show-keys=sometimes")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("sometimes"));
    }
}
